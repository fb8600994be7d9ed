package dev.fhirgateway.sandbox;

import dev.fhirgateway.registry.Receipt;
import java.time.Instant;
import java.util.function.Function;

/**
 * A checked write that waits to be carried out.
 *
 * @param key the record
 * @param action what the caller asked for
 * @param effect does it, as of the given moment
 */
record Operation(RecordKey key, Receipt.Action action, Function<Instant, Outcome> effect) {}
