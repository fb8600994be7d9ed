package dev.fhirgateway.registry;

import java.util.List;
import java.util.Map;

/** Reads contained resources, with a bound on how deep they are nested ({@code registry-side 14.9}). */
final class ContainedReader {
    private ContainedReader() {}

    /** Those of a root resource. */
    static Map<String, List<ContainedResource>> atRoot(JsonPlace contained) {
        return below(contained, 0);
    }

    /** Those of a resource that is itself {@code depth} steps away from its root. */
    static Map<String, List<ContainedResource>> below(JsonPlace contained, int depth) {
        if (contained.isThere() && depth == ContainedPath.MAX_DEPTH) {
            contained.problem("is nested deeper than " + ContainedPath.MAX_DEPTH);
            return Map.of();
        }
        return contained.map(resources -> resources.required().list(one -> resource(one, resources.name(), depth + 1)));
    }

    private static ContainedResource resource(JsonPlace place, String containKey, int depth) {
        place.object();
        return new ContainedResource(
                bareId(place.at("id"), containKey),
                place.at("type").text(),
                place.at("data").object(),
                below(place.at("contained"), depth));
    }

    private static String bareId(JsonPlace place, String containKey) {
        String id = place.text();
        String bare = id.substring(id.lastIndexOf('/') + 1);
        if (!id.equals(bare) && (bare.isEmpty() || !id.endsWith("/" + containKey + "/" + bare))) {
            place.problem("is neither a bare id nor a path that ends in the contain key and the id");
        }
        return bare;
    }
}
