package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * A partition that shows the records of one source as they were ingested ({@code registry-side 11}), ready to be asked.
 *
 * @param key names the partition
 * @param sourceKey key of the source that it shows
 */
public record Partition(String key, String sourceKey) {
    private static final String DATA_SOURCE = "DATA_SOURCE";
    private static final String READY = "STATUS_READY";
    private static final String STANDARD_SEARCH = "STANDARD";

    public Partition {
        Objects.requireNonNull(key);
        Objects.requireNonNull(sourceKey);
    }

    /** The canonical form, without the collections that it shows: in what form they are told was not seen. */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "key", key);
        json.putObject("modules").put("search", STANDARD_SEARCH);
        json.putObject("source").put("type", DATA_SOURCE).put("key", sourceKey);
        RegistryJson.put(json, "status", READY);
        return json;
    }
}
