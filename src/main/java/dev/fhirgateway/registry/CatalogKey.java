package dev.fhirgateway.registry;

/**
 * The form of the keys of profiles, collections and relationship definitions, the same as that of a source
 * ({@code registry-side 8}): 1 to 62 ASCII characters.
 */
public final class CatalogKey {
    /** The form as the registry writes it. */
    public static final String PATTERN = SourceKey.PATTERN;

    private CatalogKey() {}

    /** Whether a profile, a collection or a relationship definition can have this key. */
    public static boolean isLegal(String key) {
        return SourceKey.isLegal(key);
    }

    /** Notes a key out of a path that cannot be one, beside what is wrong with the document. */
    static void check(String key, JsonPlace document) {
        if (!isLegal(key)) {
            document.at("key").problem("does not match " + PATTERN);
        }
    }
}
