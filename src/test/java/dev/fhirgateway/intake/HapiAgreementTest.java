package dev.fhirgateway.intake;

import static dev.fhirgateway.intake.IntakeFixture.entry;
import static dev.fhirgateway.intake.IntakeFixture.intake;
import static dev.fhirgateway.intake.IntakeFixture.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.UpsertResult;
import dev.fhirgateway.upsert.ValidEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What HAPI's strict parser refuses is refused here, whatever is broken; and its words never get out. */
class HapiAgreementTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Intake INTAKE = intake();
    private static final FhirContext CONTEXT = FhirContext.forR4Cached();

    @ParameterizedTest
    @ValueSource(strings = {"patient.json", "encounter.json", "practitioner-role.json"})
    void aResourceWithABrokenMemberIsRefusedWhenHapiRefusesIt(String sample) throws IOException {
        Random random = new Random(20260301);
        int refused = 0;
        for (int i = 0; i < 1500; i++) {
            ObjectNode resource = sample(sample);
            for (int times = 1 + random.nextInt(2); times > 0; times--) {
                mutate(resource, random);
            }
            String json = resource.toString();
            EntryState state =
                    INTAKE.check(entry(utf8(json), resource.path("resourceType").asText(), "x"));
            if (state instanceof ValidEntry) {
                assertThat(hapiRefuses(json)).as(json).isFalse();
            } else {
                refused++;
                assertThat(((UpsertResult.Rejected) state).problems())
                        .noneSatisfy(problem -> assertThat(problem.toString()).contains("Zzmarker"));
            }
        }
        assertThat(refused).isBetween(500, 1499);
    }

    @Test
    void aResourceWithABrokenByteIsNeverAnException() throws IOException {
        Random random = new Random(7);
        byte[] original = utf8(sample("patient.json").toString());
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = original.clone();
            bytes[random.nextInt(bytes.length)] = (byte) "{}[]\",:0x".charAt(random.nextInt(9));
            EntryState state = INTAKE.check(entry(bytes, "Patient", "zz-1"));
            if (state instanceof ValidEntry) {
                assertThat(hapiRefuses(new String(bytes, StandardCharsets.UTF_8)))
                        .isFalse();
            }
        }
    }

    @Test
    void everyElementOfEveryTypeIsKnownWithItsContent() {
        R4Model model = R4Model.shared();
        for (String type : CONTEXT.getResourceTypes()) {
            CONTEXT.getResourceDefinition(type).getChildren().forEach(child -> child.getValidChildNames().stream()
                    .filter(name -> !name.endsWith("Resource"))
                    .forEach(name -> assertThat(model.resource(type).element(name))
                            .as(type + "." + name)
                            .satisfies(element -> assertThat(element.name()).isEqualTo(child.getElementName()))));
        }
    }

    private static boolean hapiRefuses(String json) {
        IParser parser = CONTEXT.newJsonParser();
        parser.setParserErrorHandler(new StrictErrorHandler());
        try {
            parser.parseResource(json);
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }

    private static ObjectNode sample(String name) throws IOException {
        try (InputStream in = HapiAgreementTest.class.getResourceAsStream("/intake/" + name)) {
            return (ObjectNode) MAPPER.readTree(in);
        }
    }

    private static void mutate(ObjectNode resource, Random random) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(resource, objects);
        ObjectNode object = objects.get(random.nextInt(objects.size()));
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty()) {
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        JsonNode value = object.get(name);
        switch (random.nextInt(9)) {
            case 0 -> object.set("x" + name, object.remove(name));
            case 1 -> object.set("_" + name, object.remove(name));
            case 2 -> object.set(name, NODES.numberNode(7));
            case 3 -> object.set(name, NODES.textNode("Zzmarker"));
            case 4 -> object.set(name, NODES.booleanNode(true));
            case 5 -> object.set(name, NODES.nullNode());
            case 6 -> object.set(name, NODES.objectNode().set("value", value));
            case 7 ->
                object.set(
                        name,
                        value instanceof ArrayNode list && !list.isEmpty()
                                ? list.get(0)
                                : NODES.arrayNode().add(value));
            default -> object.remove(name);
        }
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> collect(child, objects));
    }
}
