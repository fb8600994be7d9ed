package dev.fhirgateway;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The text of a route file, and what can be said of it before anything that runs is touched. A text without anything in
 * it, or with comments only, is a file whose routes are switched off.
 *
 * @param file the file's name
 * @param text what stands in it
 */
record RouteText(String file, String text) {
    /** The routes in it; empty when there is nothing in it. Made anew with every call, for a builder can run once. */
    Optional<RouteBuilder> builder(CamelContext context) throws RouteRefused {
        try {
            if (isEmpty()) {
                return Optional.empty();
            }
            for (RoutesBuilder builder : PluginHelper.getRoutesLoader(context)
                    .findRoutesBuilders(List.of(ResourceHelper.fromString(file, text)))) {
                if (builder instanceof RouteBuilder routes) {
                    return Optional.of(routes);
                }
            }
        } catch (RouteRefused e) {
            throw e;
        } catch (Exception e) {
            throw refused(e);
        }
        throw refused("", "there is no route in this file");
    }

    /**
     * Its routes, as far as they can be known without making them.
     *
     * @throws RouteRefused when it is not YAML, not of routes, or names a route twice
     */
    List<RouteDefinition> routes(CamelContext context) throws RouteRefused {
        Optional<RouteBuilder> builder = builder(context);
        if (builder.isEmpty()) {
            return List.of();
        }
        List<RouteDefinition> routes = configure(builder.get(), context);
        Set<String> ids = new HashSet<>();
        for (RouteDefinition route : routes) {
            if (route.getId() != null && !ids.add(route.getId())) {
                throw refused(route.getId(), "the route id " + route.getId() + " is used twice in this file");
            }
        }
        return routes;
    }

    private List<RouteDefinition> configure(RouteBuilder builder, CamelContext context) throws RouteRefused {
        try {
            return builder.configureRoutes(context).getRoutes();
        } catch (Exception e) {
            throw refused(e);
        }
    }

    /** Camel loads nothing from a file that is no list, and says nothing. */
    private boolean isEmpty() throws RouteRefused {
        Object content = new Load(LoadSettings.builder().setLabel(file).build()).loadFromString(text);
        if (content != null && !(content instanceof List)) {
            throw refused("", "a list is expected, each of its items beginning with - route:");
        }
        for (Object item : content == null ? List.of() : (List<?>) content) {
            if (item instanceof Map<?, ?> keys && keys.containsKey("routeConfiguration")) {
                throw refused(
                        "routeConfiguration",
                        "a routeConfiguration has no effect here; put onException before the routes of its file");
            }
        }
        return content == null;
    }

    RouteRefused refused(Throwable fault) {
        return new RouteRefused(UserRouteProblem.of(file, text, fault));
    }

    RouteRefused refused(String word, String reason) {
        return new RouteRefused(UserRouteProblem.at(file, text, word, reason));
    }
}
