package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RouteTopologyTest {
    private static final Path SHIPPED = Path.of("routes");
    private static final Path SAMPLES = Path.of("config", "samples");

    @Test
    void theShippedFilesAreTheOnesThatTheGatewayLoads() throws IOException {
        assertThat(files(SHIPPED))
                .extracting(file -> file.getFileName().toString())
                .containsExactlyElementsOf(Gateway.ROUTES);
    }

    @Test
    void everyDirectHasExactlyOneConsumerAndAtLeastOneSender() throws Exception {
        List<RouteDefinition> routes = routes(SHIPPED);

        List<String> consumers = routes.stream()
                .map(route -> route.getInput().getEndpointUri())
                .filter(uri -> uri.startsWith("direct:"))
                .toList();

        assertThat(consumers).doesNotHaveDuplicates().hasSizeGreaterThan(8);
        assertThat(new TreeSet<>(senders(routes))).isEqualTo(new TreeSet<>(consumers));
    }

    @Test
    void theNameOfADirectIsTheIdOfItsRoute() throws Exception {
        assertThat(routes(SHIPPED))
                .filteredOn(route -> route.getInput().getEndpointUri().startsWith("direct:"))
                .allSatisfy(
                        route -> assertThat(route.getInput().getEndpointUri()).isEqualTo("direct:" + route.getId()));
    }

    @Test
    void everyStageIsNamedAsItsFile() throws Exception {
        List<String> ids = routes(SHIPPED).stream().map(RouteDefinition::getId).toList();

        assertThat(Gateway.ROUTES)
                .map(file -> file.replaceAll("^\\d-", "").replace(".camel.yaml", ""))
                .allSatisfy(stage -> assertThat(ids).contains(stage));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everyRouteHasAnIdAndSaysWhatItDoes(Path folder) throws Exception {
        assertThat(routes(folder)).isNotEmpty().allSatisfy(route -> {
            assertThat(route.getId()).matches("[a-z0-9]+(-[a-z0-9]+)*");
            assertThat(route.getDescription()).isNotBlank();
        });
    }

    @ParameterizedTest
    @MethodSource("folders")
    void noRouteLogsABody(Path folder) throws IOException {
        assertThat(files(folder)).isNotEmpty().allSatisfy(file -> assertThat(Files.readString(file))
                .doesNotContainPattern("(?i)log[^\\n]*\\$\\{(body|bodyAs|exchange|messageHistory)"));
    }

    static Stream<Path> folders() {
        return Stream.of(SHIPPED, SAMPLES);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static List<RouteDefinition> routes(Path folder) throws Exception {
        List<RouteDefinition> routes = new ArrayList<>();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            for (Path file : files(folder)) {
                Resource resource = ResourceHelper.fromString(file.getFileName().toString(), Files.readString(file));
                for (RoutesBuilder builder :
                        PluginHelper.getRoutesLoader(context).findRoutesBuilders(List.of(resource))) {
                    routes.addAll(
                            ((RouteBuilder) builder).configureRoutes(context).getRoutes());
                }
            }
        }
        return routes;
    }

    private static List<String> senders(List<RouteDefinition> routes) {
        return routes.stream()
                .flatMap(route -> steps(route).stream())
                .filter(uri -> uri.startsWith("direct:"))
                .map(uri -> uri.replaceFirst("[?].*", ""))
                .flatMap(RouteTopologyTest::choices)
                .collect(Collectors.toList());
    }

    /** A setting decides between routes. */
    private static Stream<String> choices(String uri) {
        return uri.endsWith("{{gateway.registry.client}}")
                ? Stream.of("vertx", "camel-http").map(uri.replace("{{gateway.registry.client}}", "")::concat)
                : Stream.of(uri);
    }

    private static List<String> steps(RouteDefinition route) {
        List<String> uris = new ArrayList<>();
        for (ProcessorDefinition<?> step :
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class)) {
            if (step instanceof ToDefinition to) {
                uris.add(to.getUri());
            } else if (step instanceof WireTapDefinition<?> tap) {
                uris.add(tap.getUri());
            } else if (step instanceof EnrichDefinition enrich) {
                uris.add(enrich.getExpression().getExpression());
            }
        }
        return uris;
    }
}
