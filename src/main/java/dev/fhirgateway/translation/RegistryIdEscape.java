package dev.fhirgateway.translation;

/**
 * FHIR ids as registry ids and back ({@code registry-side 14.6}).
 *
 * <p>A FHIR id is 1 to 64 of {@code A-Z a-z 0-9 - .} ({@code FHIR R4 datatypes.html#id}). A registry id is 2 to 93 of
 * {@code A-Z a-z 0-9 - _} and does not start with {@code _}. So the dot has no place there, and {@code _} is free,
 * because no FHIR id holds one. The scheme, in which every id has one form only:
 * <ol>
 *   <li>Each {@code .} becomes {@code _}; nothing else changes, so an id that fits already stays as it is:
 *       {@code 1.2.840} is {@code 1_2_840}.
 *   <li>That result would be illegal for an id of one character or one that starts with a dot. Such an id gets
 *       {@code x__} in front: {@code 7} is {@code x__7}, {@code .a} is {@code x___a}.
 *   <li>An id that starts with {@code x..} would look like case 2, and gets {@code x__} in front as well.
 * </ol>
 * Hence a registry id starts with {@code x__} exactly when the prefix was added, and taking it off again and turning
 * {@code _} into {@code .} gives the one id it came from. The longest result has 67 characters.
 */
final class RegistryIdEscape {
    private static final int LONGEST_ID = 64;
    private static final String PREFIX = "x__";

    private RegistryIdEscape() {}

    /** Whether FHIR allows {@code id}, so that {@link #encode} has a form for it. */
    static boolean isFhirId(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean allowed =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
            if (!allowed) {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= LONGEST_ID;
    }

    /** The registry id of a FHIR id. */
    static String encode(String fhirId) {
        if (!isFhirId(fhirId)) {
            throw new IllegalArgumentException("not a FHIR id");
        }
        String undotted = fhirId.replace('.', '_');
        boolean needsPrefix = undotted.length() == 1 || undotted.startsWith("_") || undotted.startsWith(PREFIX);
        return needsPrefix ? PREFIX + undotted : undotted;
    }

    /** The FHIR id that {@link #encode} made {@code registryId} of. */
    static String decode(String registryId) {
        String undotted = registryId.startsWith(PREFIX) ? registryId.substring(PREFIX.length()) : registryId;
        return undotted.replace('_', '.');
    }
}
