package dev.fhirgateway.ledger.jobs;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A job whose entries are in its journal, about to be admitted.
 *
 * @param id of the job and of its journal
 * @param source the registry source that is written to
 * @param client who sent it
 * @param forced whether all of it is to be sent, also what the registry is known to have
 * @param receivedAt when its first byte was taken
 * @param entries how many entries there are
 * @param problem why its body was not taken to its end, and where; null when it was
 */
public record NewJob(
        String id,
        String source,
        String client,
        boolean forced,
        Instant receivedAt,
        int entries,
        @Nullable String problem) {
    public NewJob {
        Objects.requireNonNull(id);
        Objects.requireNonNull(source);
        Objects.requireNonNull(client);
        Objects.requireNonNull(receivedAt);
    }
}
