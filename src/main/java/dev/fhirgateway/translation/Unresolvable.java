package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.RelationshipDraft;
import dev.fhirgateway.upsert.Unresolved;
import dev.fhirgateway.upsert.UpsertEntry;
import java.util.Map;
import java.util.Optional;

/** Says which reference of an entry leads nowhere, where it is, and why. */
final class Unresolvable {
    private Unresolvable() {}

    static Unresolved of(UpsertEntry entry, RelationshipDraft draft, Destination from, Destination to) {
        boolean fromIsUnknown = from instanceof Destination.Unknown;
        Destination.Unknown unknown = (Destination.Unknown) (fromIsUnknown ? from : to);
        String reason = "relationship " + draft.type() + " was not made: " + unknown.reason();
        return new Unresolved(
                entry, new Problem("not-found", element(entry, fromIsUnknown ? draft.from() : draft.to()), reason));
    }

    /** Where the reference is that asks for a relationship, as FHIRPath; the resource when it is none that was sent. */
    static String element(UpsertEntry entry, RelationshipDraft draft) {
        return element(entry, draft.to() instanceof RelationshipDraft.Referred ? draft.to() : draft.from());
    }

    private static String element(UpsertEntry entry, RelationshipDraft.End end) {
        return end instanceof RelationshipDraft.Referred referred ? path(entry, referred.reference()) : entry.root();
    }

    /** Looked for only now, in the original, because nearly all references lead somewhere. */
    private static String path(UpsertEntry entry, JsonNode reference) {
        String root = entry.root();
        return RegistryJson.parse(entry.original().toByteArray())
                .flatMap(resource -> find(resource, reference, root))
                .orElse(root);
    }

    private static Optional<String> find(JsonNode in, JsonNode reference, String path) {
        if (in.equals(reference)) {
            return Optional.of(path);
        }
        if (in.isObject()) {
            for (Map.Entry<String, JsonNode> property : in.properties()) {
                Optional<String> found = find(property.getValue(), reference, path + "." + property.getKey());
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        for (int i = 0; in.isArray() && i < in.size(); i++) {
            Optional<String> found = find(in.get(i), reference, path + "[" + i + "]");
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
