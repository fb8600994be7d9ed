package dev.fhirgateway;

import static dev.fhirgateway.RouteFolder.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator is told of each mistake in a route file, beside the routes of a real gateway. */
class RouteFilesIT {
    @TempDir
    static Path config;

    private static Gateway gateway;
    private static RouteFolder camel;
    private static RouteFiles files;

    @BeforeAll
    static void start() {
        gateway = Ehr.gateway(config);
        camel = new RouteFolder(config, gateway);
        Set<String> shipped =
                gateway.context().getRoutes().stream().map(Route::getRouteId).collect(Collectors.toSet());
        files = new RouteFiles(gateway.context(), new ShippedRoutes(shipped, "/fhir"));
    }

    @AfterAll
    static void stop() throws IOException {
        camel.close();
        gateway.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsToldInPlainWordsAndTheGoodVersionServesOn(String mistake, String text, String told)
            throws Exception {
        files.swap(new RouteText("mine.camel.yaml", answering("mine", "mine", "good")));

        assertThatThrownBy(() -> files.swap(new RouteText("mine.camel.yaml", text)))
                .isInstanceOf(RouteRefused.class)
                .hasMessage("mine.camel.yaml" + told);

        assertThat(files.isRunning("mine.camel.yaml")).isTrue();
        assertThat(camel.ask("mine")).isEqualTo("good");
        assertThat(Ehr.of(gateway).put(Ehr.PATIENT).statusCode()).isEqualTo(200);
        files.swap(new RouteText("mine.camel.yaml", answering("mine", "mine", "healed")));
        assertThat(camel.ask("mine")).isEqualTo("healed");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "not YAML",
                        answering("mine", "mine", "bad") + "   steps: [\n",
                        ", line 8, column 4: not YAML: expected <block end>, but found '<block mapping start>'"),
                mistake("not a list", "hello", ": a list is expected, each of its items beginning with - route:"),
                mistake(
                        "a step that there is not",
                        answering("mine", "mine", "bad", "setBodyy: {constant: x}"),
                        ", line 8, column 11: setBodyy is not a word of Camel's YAML at this place"),
                mistake(
                        "the same key twice",
                        answering("mine", "mine", "bad") + "    id: other\n",
                        ", line 8, column 5: the same key twice"),
                mistake(
                        "no such bean",
                        answering("mine", "mine", "bad", "bean: {ref: nobody}"),
                        ", line 8, column 23: there is no bean named nobody"),
                mistake(
                        "no such class",
                        "- beans:\n    - name: x\n      type: no.such.Type\n" + answering("mine", "mine", "bad"),
                        ", line 3, column 13: there is no class no.such.Type"),
                mistake(
                        "no such placeholder",
                        answering("mine", "mine", "bad", "to: \"log:{{my.key}}\""),
                        ", line 8, column 22: {{my.key}} has no value; set my.key in config/application.properties"),
                mistake(
                        "no such placeholder where it starts",
                        answering("mine", "{{my.key}}", "bad"),
                        ", line 4, column 21: {{my.key}} has no value; set my.key in config/application.properties"),
                mistake(
                        "no such option",
                        answering("mine", "mine", "bad", "to: \"log:x?passwrd=Zzmarker\""),
                        ", line 8, column 22: log:x has no option passwrd"),
                mistake(
                        "a value of the wrong kind",
                        answering("mine", "mine", "bad", "to: \"http://x?connectTimeout=often\""),
                        ", line 8, column 40: a value cannot be read as a Timeout"),
                mistake(
                        "no such component",
                        answering("mine", "mine", "bad", "to: \"ftpx:x\""),
                        ", line 8, column 16: there is no component named ftpx in this gateway"),
                mistake(
                        "no such language",
                        answering("mine", "mine", "bad", "setBody: {jq: .x}"),
                        ", line 8, column 21: there is no language named jq in this gateway"),
                mistake(
                        "an id twice",
                        answering("mine", "mine", "bad") + answering("mine", "other", "bad"),
                        ", line 2, column 9: the route id mine is used twice in this file"),
                mistake(
                        "an id of the gateway",
                        answering("upsert-batch", "mine", "bad"),
                        ", line 2, column 9: the route id upsert-batch is used by the gateway itself"),
                mistake(
                        "a stage of the gateway",
                        answering("mine", "intake", "bad"),
                        ", line 4, column 12: direct:intake is the start of another route already"),
                mistake(
                        "the path of the gateway",
                        answering("mine", "mine", "bad").replace("direct:mine", "platform-http:/fhir/"),
                        ", line 2, column 9: PUT /fhir is the gateway's own; choose another path or method"),
                mistake(
                        "a path below those of the gateway",
                        answering("mine", "mine", "bad").replace("direct:mine", "platform-http:/gateway/mine"),
                        ", line 2, column 9: paths below /gateway are the gateway's own; choose another one"),
                mistake(
                        "error handling for everybody",
                        "- routeConfiguration:\n    onException: []\n" + answering("mine", "mine", "bad"),
                        ", line 1, column 3: a routeConfiguration has no effect here; put onException before the routes of its file"));
    }

    private static Arguments mistake(String name, String text, String told) {
        return Arguments.of(name, text, told);
    }
}
