package dev.fhirgateway.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Which URLs a registry may have: the API key travels on every call, so plain HTTP must not leave the machine. */
final class RegistryUrl {
    static final Form<URI> FORM = new Form<>(
            "a base URL such as https://registry.example.org, without user, query or fragment; "
                    + "http:// only for a loopback address",
            RegistryUrl::parse,
            RegistryUrl::isSafe,
            URI::toString);

    private RegistryUrl() {}

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text.replaceFirst("/+$", ""))).filter(url -> url.getPort() != 0);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isSafe(URI url) {
        boolean bare = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
        boolean reachable = url.getHost() != null && url.getPort() <= 65_535;
        return bare && reachable && !url.toString().endsWith("/") && isPrivate(url);
    }

    private static boolean isPrivate(URI url) {
        return "https".equalsIgnoreCase(url.getScheme())
                || ("http".equalsIgnoreCase(url.getScheme()) && Loopback.is(url.getHost()));
    }
}
