package dev.fhirgateway.upsert;

import java.util.Objects;

/**
 * An admitted question what became of a batch, or of all of a client.
 *
 * @param client who asks, as in {@link Origin}
 * @param sourceKey the registry source of this client
 * @param batchId the batch, as the client names it; empty for all
 * @param part which part of the answer is asked for; empty for none in particular
 * @param base the URL of the FHIR endpoint, as the client reached it
 */
public record BatchInquiry(String client, String sourceKey, String batchId, String part, String base) {
    public BatchInquiry {
        Objects.requireNonNull(client);
        Objects.requireNonNull(sourceKey);
        Objects.requireNonNull(batchId);
        Objects.requireNonNull(part);
        Objects.requireNonNull(base);
    }
}
