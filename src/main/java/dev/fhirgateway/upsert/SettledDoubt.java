package dev.fhirgateway.upsert;

import java.util.Objects;

/**
 * What became of a doubt, once the record was read.
 *
 * @param doubt the doubt
 * @param state of the operation, without a doubt
 */
public record SettledDoubt(TaskDoubt doubt, OperationState state) {
    public SettledDoubt {
        Objects.requireNonNull(doubt);
        Objects.requireNonNull(state);
    }
}
