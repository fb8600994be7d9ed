package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fhirgateway.upsert.Origin;
import java.time.Instant;

/**
 * What a mapping can name that is the same for all entries of a batch; made once for them all, for a time is dear to write.
 *
 * @param sourceKey the registry source that is written to
 * @param now when the batch came in, an instant of UTC
 */
record BatchConstants(JsonNode sourceKey, JsonNode now) {
    static BatchConstants of(Origin batch) {
        return of(batch.sourceKey(), batch.receivedAt());
    }

    static BatchConstants of(String sourceKey, Instant now) {
        return new BatchConstants(TextNode.valueOf(sourceKey), TextNode.valueOf(now.toString()));
    }
}
