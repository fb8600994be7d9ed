package dev.fhirgateway.registry;

import java.util.Locale;

/** The kinds of record that a source keeps in collections ({@code registry-side 6}, {@code registry-side 8}). */
public enum CollectionType {
    RESOURCES,
    RELATIONSHIPS,
    /** Files. */
    OBJECTS;

    /** As the registry writes it: in lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
