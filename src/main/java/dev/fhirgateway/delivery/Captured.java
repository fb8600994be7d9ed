package dev.fhirgateway.delivery;

import dev.fhirgateway.ledger.NewTask;
import dev.fhirgateway.upsert.EntryState;
import java.util.Objects;

/**
 * A command that the registry has only captured: before its entry goes on, the task is to be remembered.
 *
 * @param end the end of the command, as far as the registry has told it
 * @param task what will tell the rest
 */
public record Captured(EntryState end, NewTask task) {
    public Captured {
        Objects.requireNonNull(end);
        Objects.requireNonNull(task);
    }
}
