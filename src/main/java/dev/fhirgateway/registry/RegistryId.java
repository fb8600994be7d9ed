package dev.fhirgateway.registry;

import java.util.regex.Pattern;

/** The form of a record id that a client may choose ({@code registry-side 2}): 2 to 93 ASCII characters. */
public final class RegistryId {
    /** The form as the registry writes it. */
    public static final String PATTERN = "^[a-zA-Z0-9-][\\w-]{1,92}$";

    /** As an id of a create: let the registry choose. */
    public static final String GENERATE = "@rootId";

    private static final Pattern LEGAL = Pattern.compile(PATTERN);

    private RegistryId() {}

    /** Whether the registry takes this id. */
    public static boolean isLegal(String id) {
        return LEGAL.matcher(id).matches();
    }
}
