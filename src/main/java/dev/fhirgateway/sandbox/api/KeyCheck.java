package dev.fhirgateway.sandbox.api;

import dev.fhirgateway.registry.CatalogKey;
import dev.fhirgateway.registry.RegistryId;
import dev.fhirgateway.sandbox.record.Problems;
import dev.fhirgateway.sandbox.record.RecordKey;

/** Holds the names in a path, or in an operation, against the registry's patterns. */
final class KeyCheck {
    /** Stands in paths where a type would, so no type is called so ({@code registry-side 4}). */
    private static final String RESERVED_TYPE = "bulk";

    private final boolean lenientIds;

    /**
     * Makes a check.
     *
     * @param lenientIds whether ids of one character are taken too
     */
    KeyCheck(boolean lenientIds) {
        this.lenientIds = lenientIds;
    }

    void check(RecordKey key, Problems problems) {
        problems.checkSourceKey(key.sourceKey());
        type(key.type(), problems);
        if (!RegistryId.isLegal(key.id()) && !(lenientIds && isLegalButForLength(key.id()))) {
            problems.add("id", "does not match " + RegistryId.PATTERN);
        }
    }

    /** A type is the key of a profile or a definition, whether the catalog has it or not ({@code registry-side 8}). */
    static void type(String type, Problems problems) {
        if (!CatalogKey.isLegal(type)) {
            problems.add("type", "does not match " + CatalogKey.PATTERN);
        }
        if (type.equals(RESERVED_TYPE)) {
            problems.add("type", "is the reserved word \"" + RESERVED_TYPE + "\"");
        }
    }

    private static boolean isLegalButForLength(String id) {
        return id.length() == 1 && RegistryId.isLegal(id + id);
    }
}
