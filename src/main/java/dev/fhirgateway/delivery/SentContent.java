package dev.fhirgateway.delivery;

import dev.fhirgateway.ledger.ContentHash;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.RelationshipDraft;
import dev.fhirgateway.upsert.Translated;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is sent of an entry, encoded once for all tries.
 *
 * @param payloads the bodies of its calls, in their order
 * @param hash of those, and of the relationships that it asks for
 */
record SentContent(Map<RecordName, byte[]> payloads, ContentHash hash) {
    static SentContent of(Translated entry) {
        Map<RecordName, byte[]> payloads = new LinkedHashMap<>();
        for (RegistryCommand.PutResource command : entry.commands()) {
            payloads.put(command.record(), RegistryJson.bytes(command.payload()));
        }
        List<byte[]> parts = new ArrayList<>();
        payloads.forEach((record, payload) -> {
            parts.add(utf8(record.type() + "/" + record.id()));
            parts.add(payload);
        });
        entry.relationships().forEach(relationship -> parts.add(utf8(written(relationship))));
        return new SentContent(payloads, ContentHash.of(parts));
    }

    private static String written(RelationshipDraft relationship) {
        return relationship.type() + " " + written(relationship.from()) + " " + written(relationship.to()) + " "
                + relationship.data();
    }

    private static String written(RelationshipDraft.End end) {
        return end instanceof RelationshipDraft.Known known
                ? known.record().type() + "/" + known.record().id()
                : ((RelationshipDraft.Referred) end).reference() + " " + ((RelationshipDraft.Referred) end).type();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
