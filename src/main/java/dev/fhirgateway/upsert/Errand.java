package dev.fhirgateway.upsert;

import java.time.Instant;

/**
 * What the registry is called about, and what a call needs for its turn: a write on behalf of one entry, or of many, or a question
 * about a task that carries out the writes of many.
 */
public sealed interface Errand permits RegistryCommand, BulkWrite, OpenTask, TaskDoubt, LifeSign {
    /** The registry source that it is about. */
    String sourceKey();

    /** Who calls are shared fairly between, within a source. */
    String client();

    /** Names what it is about among all that calls are made about; calls that fail one after the other are told by it. */
    String key();

    /** Since when it could have been called about. */
    Instant since();

    /** When the whole answer must be there. */
    Instant deadline();
}
