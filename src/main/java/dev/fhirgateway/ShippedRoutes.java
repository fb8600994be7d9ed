package dev.fhirgateway;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteDefinition;

/**
 * What belongs to the gateway, so that no file of the operator can take it.
 *
 * @param ids of its routes
 * @param basePath where it takes batches
 */
record ShippedRoutes(Set<String> ids, String basePath) {
    private static final Pattern HTTP_PATH = Pattern.compile("platform-http:/*([^?]*?)/*(?:\\?.*)?");
    private static final String RESERVED = "gateway";
    private static final Pattern METHODS = Pattern.compile("[?&]httpMethodRestrict=([^&]*)");

    ShippedRoutes {
        ids = Set.copyOf(ids);
    }

    /** Why this route cannot run beside the shipped ones; empty when it can. */
    Optional<String> reasonAgainst(CamelContext context, RouteDefinition route) {
        if (route.getId() != null && ids.contains(route.getId())) {
            return Optional.of("the route id " + route.getId() + " is used by the gateway itself");
        }
        String uri = context.resolvePropertyPlaceholders(route.getInput().getEndpointUri());
        Matcher path = HTTP_PATH.matcher(uri);
        if (path.matches() && basePath.equals("/" + path.group(1)) && takesPut(uri)) {
            return Optional.of("PUT " + basePath + " is the gateway's own; choose another path or method");
        }
        if (path.matches() && isReserved(path.group(1))) {
            return Optional.of("paths below /" + RESERVED + " are the gateway's own; choose another one");
        }
        return Optional.empty();
    }

    private static boolean isReserved(String path) {
        return path.equals(RESERVED) || path.startsWith(RESERVED + "/");
    }

    private static boolean takesPut(String uri) {
        Matcher methods = METHODS.matcher(uri);
        return !methods.find()
                || Arrays.stream(methods.group(1).split(","))
                        .anyMatch(method -> method.strip().equalsIgnoreCase("PUT"));
    }
}
