package dev.fhirgateway.delivery;

import dev.fhirgateway.ledger.NewTask;
import java.util.Objects;

/**
 * A bulk request that the registry has captured: before its writes go on, the task is to be remembered.
 *
 * @param end the end of each write, as far as the registry has told it
 * @param task what will tell the rest
 */
record CapturedBulk(BulkEnd.Ended end, NewTask task) {
    CapturedBulk {
        Objects.requireNonNull(end);
        Objects.requireNonNull(task);
    }
}
