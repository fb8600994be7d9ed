package dev.fhirgateway.translation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.ValidEntry;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Entries as intake hands them on: decimals keep their digits. */
final class Entries {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final Origin ORIGIN = new Origin("batch-1", "ehr", "clinic-a", Instant.EPOCH, Instant.MAX);

    private Entries() {}

    static ValidEntry of(String json) {
        ObjectNode resource = (ObjectNode) tree(json);
        UpsertEntry entry = new UpsertEntry(
                ORIGIN,
                0,
                OriginalBytes.copyOf(json.getBytes(StandardCharsets.UTF_8)),
                resource.path("resourceType").textValue(),
                resource.path("id").textValue(),
                List.of());
        return new ValidEntry(entry, resource);
    }

    /** The same, sent once more. */
    static ValidEntry ofAnotherBatch(ValidEntry entry) {
        UpsertEntry old = entry.entry();
        Origin origin =
                new Origin("batch-2", old.origin().client(), old.origin().sourceKey(), Instant.EPOCH, Instant.MAX);
        return new ValidEntry(
                new UpsertEntry(origin, old.index(), old.original(), old.resourceType(), old.id(), old.defects()),
                entry.resource());
    }

    /** A Patient with the id {@code pat-1} and more elements; {@code '} stands for {@code "}. */
    static ValidEntry patient(String elements) {
        String more = elements.isEmpty() ? "" : ", " + elements.replace('\'', '"');
        return of("{\"resourceType\": \"Patient\", \"id\": \"pat-1\"" + more + "}");
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
