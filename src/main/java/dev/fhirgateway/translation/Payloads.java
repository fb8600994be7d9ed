package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.tree.LeanNodes;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.ValidEntry;
import java.util.List;

/** Makes the body of a write: what the mapping gave, and what the gateway adds to every record alike. */
final class Payloads {
    private final MetaIdentifiers metaIdentifiers;
    private final HistoricalImport history;

    Payloads(MetaIdentifiers metaIdentifiers, HistoricalImport history) {
        this.metaIdentifiers = metaIdentifiers;
        this.history = history;
    }

    /**
     * The body {@code {data, meta?, contained?}}.
     *
     * @param sourceId what the record is known by in its source
     * @param problems takes why the registry would not take it
     */
    ObjectNode of(ValidEntry entry, MappedRecord record, String sourceId, List<Problem> problems) {
        ObjectNode meta = LeanNodes.INSTANCE.objectNode();
        ArrayNode identifiers = metaIdentifiers.of(entry, record, sourceId);
        if (!identifiers.isEmpty()) {
            meta.set("identifier", identifiers);
        }
        problems.addAll(history.addTo(meta, entry, record));
        ObjectNode payload = LeanNodes.INSTANCE.objectNode();
        if (!meta.isEmpty()) {
            payload.set("meta", meta);
        }
        payload.set("data", record.data());
        if (!record.contained().isEmpty()) {
            payload.set("contained", record.contained());
        }
        return payload;
    }
}
