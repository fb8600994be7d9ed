package dev.fhirgateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/** The route files that run in one Camel context, each as a unit: put in, replaced or taken out whole. */
final class RouteFiles {
    private static final long STOP_SECONDS = 10;

    private final CamelContext context;
    private final Set<String> reserved;
    private final Map<String, Running> running = new HashMap<>();

    /**
     * @param reserved the ids of the shipped routes: a file may not use them
     */
    RouteFiles(CamelContext context, Set<String> reserved) {
        this.context = context;
        this.reserved = Set.copyOf(reserved);
    }

    /**
     * Puts a file's routes in the place of what ran of it before.
     *
     * @return the ids of its routes
     * @throws Refused when it is broken; what ran before runs on
     */
    List<String> swap(String file, String text) throws Refused {
        Running before = running.get(file);
        check(file, text, before);
        remove(file);
        try {
            running.put(file, new Running(text, add(file, text)));
        } catch (Exception e) {
            boolean kept = before != null && restore(file, before);
            throw new Refused(UserRouteProblem.of(file, 0, e), kept);
        }
        return running.get(file).ids();
    }

    /** Stops and removes a file's routes. Nothing happens when it has none. */
    void remove(String file) {
        Running gone = running.remove(file);
        if (gone != null) {
            gone.ids().forEach(this::drop);
        }
    }

    private void check(String file, String text, @Nullable Running before) throws Refused {
        List<RouteDefinition> candidates;
        try {
            candidates = parse(file, text).configureRoutes(context).getRoutes();
        } catch (Exception e) {
            throw new Refused(UserRouteProblem.of(file, 0, e), before != null);
        }
        for (RouteDefinition route : candidates) {
            String taken = route.getId() == null ? null : takenBy(file, route.getId());
            if (taken != null) {
                throw new Refused(
                        new UserRouteProblem(
                                file, route.getLineNumber(), "the route id " + route.getId() + " is used by " + taken),
                        before != null);
            }
        }
    }

    private @Nullable String takenBy(String file, String id) {
        if (reserved.contains(id)) {
            return "the gateway itself";
        }
        return running.entrySet().stream()
                .filter(other ->
                        !other.getKey().equals(file) && other.getValue().ids().contains(id))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private List<String> add(String file, String text) throws Exception {
        List<String> before = ids().toList();
        try {
            context.addRoutes(parse(file, text));
        } catch (Exception e) {
            ids().filter(id -> !before.contains(id)).toList().forEach(this::drop);
            throw e;
        }
        return ids().filter(id -> !before.contains(id)).toList();
    }

    private Stream<String> ids() {
        return definitions().stream().map(RouteDefinition::getRouteId);
    }

    private List<RouteDefinition> definitions() {
        return new ArrayList<>(((ModelCamelContext) context).getRouteDefinitions());
    }

    private boolean restore(String file, Running before) {
        try {
            running.put(file, new Running(before.text(), add(file, before.text())));
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    private RouteBuilder parse(String file, String text) throws Exception {
        Resource resource = ResourceHelper.fromString(file, text);
        for (RoutesBuilder builder : PluginHelper.getRoutesLoader(context).findRoutesBuilders(List.of(resource))) {
            if (builder instanceof RouteBuilder routes) {
                return routes;
            }
        }
        throw new IllegalArgumentException("there is no route in this file");
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

    private record Running(String text, List<String> ids) {}

    /** A file is not taken. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient UserRouteProblem problem;
        private final boolean kept;

        Refused(UserRouteProblem problem, boolean kept) {
            super(problem.toString(), null, false, false);
            this.problem = problem;
            this.kept = kept;
        }

        UserRouteProblem problem() {
            return problem;
        }

        /** Whether an earlier version of the file runs on. */
        boolean kept() {
            return kept;
        }
    }
}
