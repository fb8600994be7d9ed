package dev.fhirgateway.upsert;

import java.util.Objects;

/**
 * An admitted question what became of a batch.
 *
 * @param client who asks, as in {@link Origin}
 * @param sourceKey the registry source of this client
 * @param batchId the batch, as the client names it
 */
public record BatchInquiry(String client, String sourceKey, String batchId) {
    public BatchInquiry {
        Objects.requireNonNull(client);
        Objects.requireNonNull(sourceKey);
        Objects.requireNonNull(batchId);
    }
}
