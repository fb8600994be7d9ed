package dev.fhirgateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** References of the form {@code #id}, which point to what the same resource contains ({@code FHIR R4 references.html#contained}). */
final class LocalReferences {
    private final ObjectNode resource;
    private @Nullable Set<String> ids;

    LocalReferences(ObjectNode resource) {
        this.resource = resource;
    }

    /** Whether HAPI takes it for certain. With a {@code #} elsewhere than at its beginning, HAPI may still see a local one. */
    boolean isKnown(String reference) {
        int at = reference.indexOf('#');
        return at < 0 || (at == 0 && contained().contains(reference.substring(1)));
    }

    /** {@code #} alone is legal: it points from a contained resource to the one around it. */
    boolean leadsNowhere(String reference) {
        return reference.length() > 1
                && reference.startsWith("#")
                && !contained().contains(reference.substring(1));
    }

    private Set<String> contained() {
        if (ids == null) {
            ids = new HashSet<>();
            for (JsonNode contained : resource.path("contained")) {
                ids.add(contained.path("id").asText());
            }
        }
        return ids;
    }
}
