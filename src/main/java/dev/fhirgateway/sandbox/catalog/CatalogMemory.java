package dev.fhirgateway.sandbox.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Where a catalog keeps what its sources have, for the time after its end. */
public interface CatalogMemory {
    /** Keeps nothing. */
    CatalogMemory NONE = new CatalogMemory() {
        @Override
        public Map<String, JsonNode> all() {
            return Map.of();
        }

        @Override
        public void keep(String sourceKey, JsonNode content) {
            // The catalog's own memory is all there is.
        }

        @Override
        public void drop(String sourceKey) {
            // As above.
        }
    };

    /** All that is kept, by source. */
    Map<String, JsonNode> all();

    /** Keeps this of a source, in the place of what was kept of it. */
    void keep(String sourceKey, JsonNode content);

    /** Keeps nothing of this source any more. */
    void drop(String sourceKey);
}
