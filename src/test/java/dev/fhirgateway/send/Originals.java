package dev.fhirgateway.send;

import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.UpsertEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Resources as they are found, made by their names. */
final class Originals {
    private static final Origin NOWHERE = new Origin("", "", "", Instant.EPOCH, Instant.MAX);

    private Originals() {}

    /** @param name such as {@code a}, or {@code a/2} for its second version */
    static Original of(int position, String name) {
        String id = name.split("/")[0];
        byte[] json = ("{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"name\":[{\"text\":\"Zzmarker " + name
                        + "\"}]}")
                .getBytes(StandardCharsets.UTF_8);
        return new Original(
                position, new UpsertEntry(NOWHERE, position, OriginalBytes.copyOf(json), "Patient", id, List.of()));
    }

    /** What {@link #of} was given. */
    static String name(Original original) {
        String json = new String(original.entry().original().toByteArray(), StandardCharsets.UTF_8);
        return json.substring(json.indexOf("Zzmarker ") + 9, json.indexOf("\"}]"));
    }

    static Chunk chunk(int first, String... names) {
        Original[] originals = new Original[names.length];
        for (int i = 0; i < names.length; i++) {
            originals[i] = of(first + i, names[i]);
        }
        return new Chunk(List.of(originals));
    }
}
