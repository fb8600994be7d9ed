package dev.fhirgateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;

/**
 * Reads the operator's route files as a start would, and starts nothing: YAML, the elements of routes, ids, placeholders.
 * What an endpoint or a bean makes of its options is known at a start only.
 */
final class RouteCheck {
    private final CamelContext context;
    private final ShippedRoutes shipped;
    private final Map<String, String> files = new HashMap<>();
    private final List<UserRouteProblem> problems = new ArrayList<>();
    private int read;

    private RouteCheck(CamelContext context, ShippedRoutes shipped) {
        this.context = context;
        this.shipped = shipped;
    }

    /** Reads all files of {@code config}. */
    static RouteCheck of(Path config, String basePath) {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent()
                    .setLocation("file:" + config.resolve("application.properties") + ";optional=true");
            context.build();
            RouteCheck check = new RouteCheck(context, new ShippedRoutes(shippedIds(context), basePath));
            for (Path file : files(config)) {
                check.read(file);
            }
            return check;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<UserRouteProblem> problems() {
        return List.copyOf(problems);
    }

    /** How many files there are. */
    int read() {
        return read;
    }

    private static Set<Path> files(Path config) throws IOException {
        Set<Path> files = new TreeSet<>();
        if (Files.isDirectory(config)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(config, "*.camel.yaml")) {
                found.forEach(files::add);
            }
        }
        return files;
    }

    private static Set<String> shippedIds(CamelContext context) throws IOException {
        Set<String> ids = new HashSet<>();
        for (String file : Gateway.ROUTES) {
            try (InputStream text = Objects.requireNonNull(RouteCheck.class.getResourceAsStream("/routes/" + file))) {
                String yaml = new String(text.readAllBytes(), StandardCharsets.UTF_8);
                new RouteText(file, yaml).routes(context).forEach(route -> ids.add(route.getId()));
            } catch (RouteRefused e) {
                throw new IllegalStateException(e);
            }
        }
        return ids;
    }

    private void read(Path path) {
        read++;
        String file = String.valueOf(path.getFileName());
        try {
            check(new RouteText(file, Files.readString(path)));
        } catch (IOException e) {
            problems.add(new UserRouteProblem(file, 0, 0, "cannot be read as a UTF-8 text file"));
        } catch (RouteRefused refused) {
            problems.add(refused.problem());
        }
    }

    private void check(RouteText text) throws RouteRefused {
        for (RouteDefinition route : text.routes(context)) {
            String id = String.valueOf(route.getId());
            Optional<String> reason = reasonAgainst(text, route);
            if (reason.isPresent()) {
                problems.add(text.refused(id, reason.get()).problem());
            }
            String elsewhere = route.getId() == null ? null : files.putIfAbsent(id, text.file());
            if (elsewhere != null) {
                problems.add(text.refused(id, "the route id " + id + " is used by " + elsewhere)
                        .problem());
            }
        }
    }

    private Optional<String> reasonAgainst(RouteText text, RouteDefinition route) throws RouteRefused {
        try {
            return shipped.reasonAgainst(context, route);
        } catch (IllegalArgumentException missingPlaceholder) {
            throw text.refused(missingPlaceholder);
        }
    }
}
