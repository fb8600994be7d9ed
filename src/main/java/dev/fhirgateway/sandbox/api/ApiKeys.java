package dev.fhirgateway.sandbox.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.RegistryHeaders;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may call what. The sandbox's own key is good everywhere; the key of a source for this source and for the
 * partition of its name.
 */
public final class ApiKeys {
    private final String everywhere;
    private final Map<String, String> bySource;

    /**
     * Makes it.
     *
     * @param everywhere the sandbox's own key
     * @param bySource the keys of sources, by the source's key
     */
    public ApiKeys(String everywhere, Map<String, String> bySource) {
        this.everywhere = everywhere;
        this.bySource = Map.copyOf(bySource);
    }

    /** The sources that have a key of their own. */
    Set<String> sources() {
        return bySource.keySet();
    }

    /**
     * Why a call is refused; empty when it is not.
     *
     * @param shown the key that came with it
     * @param path its path, normalized
     */
    public Optional<RegistryError> refusal(@Nullable String shown, String path) {
        if (shown == null) {
            return Optional.of(RegistryError.of(ErrorType.UNAUTHENTICATED, RegistryHeaders.API_KEY + " is missing"));
        }
        String own = bySource.get(source(path));
        if (isSame(shown, everywhere) || (own != null && isSame(shown, own))) {
            return Optional.empty();
        }
        return Optional.of(
                bySource.values().stream().anyMatch(other -> isSame(shown, other))
                        ? RegistryError.of(
                                ErrorType.PERMISSION_DENIED, RegistryHeaders.API_KEY + " is not good for this path")
                        : RegistryError.of(
                                ErrorType.UNAUTHENTICATED, RegistryHeaders.API_KEY + " is no key of the sandbox"));
    }

    /** The source that the path is about; one that none can be called when it is about none. */
    private static String source(String path) {
        String[] segments = path.split("/", 4);
        boolean isAboutOne = segments.length > 2 && (segments[1].equals("sources") || segments[1].equals("partitions"));
        return isAboutOne ? segments[2] : "";
    }

    private static boolean isSame(String shown, String key) {
        return MessageDigest.isEqual(shown.getBytes(UTF_8), key.getBytes(UTF_8));
    }
}
