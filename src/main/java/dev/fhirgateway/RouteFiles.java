package dev.fhirgateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

/** The route files that run in one Camel context, each as a unit: put in, replaced or taken out whole. */
final class RouteFiles {
    private static final long STOP_SECONDS = 10;

    private final CamelContext context;
    private final ShippedRoutes shipped;
    private final Map<String, Running> running = new HashMap<>();

    /**
     * @param shipped what a file may not take
     */
    RouteFiles(CamelContext context, ShippedRoutes shipped) {
        this.context = context;
        this.shipped = shipped;
    }

    /**
     * Puts a file's routes in the place of what ran of it before.
     *
     * @return the ids of its routes
     * @throws RouteRefused when it is broken; what ran before runs on
     */
    List<String> swap(RouteText candidate) throws RouteRefused {
        requireFree(candidate);
        Running before = running.get(candidate.file());
        remove(candidate.file());
        try {
            return run(candidate);
        } catch (RouteRefused refused) {
            if (before != null) {
                restore(before.text(), refused);
            }
            throw refused;
        }
    }

    private void restore(RouteText before, RouteRefused refused) {
        try {
            run(before);
        } catch (RouteRefused again) {
            refused.addSuppressed(again); // isRunning tells
        }
    }

    /** Whether a version of this file runs. */
    boolean isRunning(String file) {
        return running.containsKey(file);
    }

    /** Stops and removes a file's routes. Nothing happens when it has none. */
    void remove(String file) {
        Running gone = running.remove(file);
        if (gone != null) {
            gone.ids().forEach(this::drop);
        }
    }

    private void requireFree(RouteText candidate) throws RouteRefused {
        for (RouteDefinition route : candidate.routes(context)) {
            String word = route.getId() == null ? "" : route.getId();
            Optional<String> reason = reasonAgainst(candidate, route);
            if (reason.isPresent()) {
                throw candidate.refused(word, reason.get());
            }
        }
    }

    private Optional<String> reasonAgainst(RouteText candidate, RouteDefinition route) throws RouteRefused {
        try {
            return shipped.reasonAgainst(context, route).or(() -> usedElsewhere(candidate.file(), route.getId()));
        } catch (IllegalArgumentException missingPlaceholder) {
            throw candidate.refused(missingPlaceholder);
        }
    }

    private Optional<String> usedElsewhere(String file, @Nullable String id) {
        return running.entrySet().stream()
                .filter(other -> !other.getKey().equals(file))
                .filter(other -> id != null && other.getValue().ids().contains(id))
                .map(other -> "the route id " + id + " is used by " + other.getKey())
                .findFirst();
    }

    private List<String> run(RouteText text) throws RouteRefused {
        List<String> before = ids().toList();
        try {
            Optional<RouteBuilder> routes = text.builder(context);
            if (routes.isPresent()) {
                context.addRoutes(routes.get());
                context.addTemplatedRoutes(routes.get());
            }
        } catch (Exception e) {
            added(before).forEach(this::drop);
            throw e instanceof RouteRefused refused ? refused : text.refused(e);
        }
        List<String> ids = added(before);
        running.put(text.file(), new Running(text, ids));
        return ids;
    }

    private List<String> added(List<String> before) {
        return ids().filter(id -> !before.contains(id)).toList();
    }

    private Stream<String> ids() {
        return definitions().stream().map(RouteDefinition::getRouteId);
    }

    private List<RouteDefinition> definitions() {
        return new ArrayList<>(((ModelCamelContext) context).getRouteDefinitions());
    }

    private void drop(String id) {
        try {
            context.getRouteController().stopRoute(id, STOP_SECONDS, TimeUnit.SECONDS);
            context.removeRoute(id);
            for (RouteDefinition left : definitions()) {
                if (id.equals(left.getRouteId())) {
                    ((ModelCamelContext) context).removeRouteDefinition(left);
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException("route " + id + " cannot be stopped", e);
        }
    }

    private record Running(RouteText text, List<String> ids) {}
}
