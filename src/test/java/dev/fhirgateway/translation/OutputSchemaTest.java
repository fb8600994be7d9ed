package dev.fhirgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The published schema of a mapping's output and the check that every output passes say the same. */
class OutputSchemaTest {
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(OutputSchemaTest.class.getResourceAsStream("/mappings/output.schema.json"));

    /** Nothing of its own, so that the first record may lack its data; what the schema cannot tell is out of the way. */
    private static final ObjectNode RESOURCE = (ObjectNode) Entries.tree("{\"resourceType\": \"Patient\"}");

    private static final JsonNode FULL = Entries.tree(
            """
            {"resources": [
               {"type": "patient", "id": "pat-1", "data": {"a": 1},
                "contained": {"contact": [
                  {"id": "patient/pat-1/contact/c-1", "type": "patientContact", "data": {"b": true},
                   "contained": {"phone": [{"id": "x", "type": "phone", "data": {"c": 1.50}}]}}]},
                "meta": {"identifier": [{"system": "urn:a", "value": "1", "use": "usual"}],
                         "createdAt": "2020-01-01T00:00:00Z", "updatedAt": "2020-01-01T00:00:00Z"}},
               {"type": "coverage", "id": "cov-1", "data": {"d": "e"}}],
             "relationships": [
               {"type": "seenBy", "from": {"type": "patient", "id": "pat-1"}, "to": {"reference": {"reference": "A/1"}},
                "data": {"f": 0}},
               {"type": "memberOf", "to": {"reference": {"display": "g"}, "type": "group"}},
               {"type": "nowhere"}]}""");

    /** What is put into any place of it. */
    private static final List<JsonNode> STRANGERS = List.of(
            Entries.tree("\"text\""),
            Entries.tree("\"not a key\""),
            Entries.tree("\" mdm \""),
            Entries.tree("\"source\""),
            Entries.tree("\"_a\""),
            Entries.tree("\"a\""),
            Entries.tree("\"" + "k".repeat(63) + "\""),
            Entries.tree("7"),
            Entries.tree("false"),
            Entries.tree("[\"text\"]"),
            Entries.tree("{\"a\": 1}"),
            Entries.tree("{\"type\": \"a\", \"id\": \"bb\"}"),
            Entries.tree("{\"type\": \"a\", \"data\": {\"b\": 1}}"),
            Entries.tree("{\"reference\": {\"reference\": \"B/2\"}}"));

    @Test
    void theFullShapeIsLegalToBoth() {
        assertThat(MappingOutput.fault(FULL, RESOURCE)).isEmpty();
        assertThat(SCHEMA.validate(FULL)).isEmpty();
    }

    @Test
    void bothSayTheSameOfEveryOneOfManyOutputs() {
        List<JsonNode> outputs = new ArrayList<>(STRANGERS);
        outputs.addAll(variants(FULL));
        Random random = new Random(4);
        for (int i = 0; i < 3000; i++) {
            List<JsonNode> twice =
                    variants(variants(FULL).get(random.nextInt(variants(FULL).size())));
            outputs.add(NonEmpty.of(twice.get(random.nextInt(twice.size()))));
        }

        assertThat(outputs).filteredOn(output -> isLegal(output)).hasSizeGreaterThan(300);
        assertThat(outputs).filteredOn(output -> !isLegal(output)).hasSizeGreaterThan(300);
        assertThat(outputs)
                .allSatisfy(output -> assertThat(SCHEMA.validate(output).isEmpty())
                        .as("the check finds %s in %s", MappingOutput.fault(output, RESOURCE), output)
                        .isEqualTo(isLegal(output)));
    }

    private static boolean isLegal(JsonNode output) {
        return MappingOutput.fault(output, RESOURCE).isEmpty();
    }

    /** The tree with one thing changed, left out or added, for every place of it. */
    private static List<JsonNode> variants(JsonNode tree) {
        List<JsonNode> variants = new ArrayList<>(STRANGERS);
        if (tree instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> property : object.properties()) {
                variants.add(object.deepCopy().without(List.of(property.getKey())));
                variants(property.getValue())
                        .forEach(variant -> variants.add(object.deepCopy().set(property.getKey(), variant)));
            }
            STRANGERS.forEach(stranger -> variants.add(object.deepCopy().set("stranger", stranger)));
            variants.add(object.deepCopy().set("no key", Entries.tree("[]")));
        }
        if (tree instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                ArrayNode fewer = array.deepCopy();
                fewer.remove(i);
                variants.add(fewer);
                for (JsonNode variant : variants(array.get(i))) {
                    ArrayNode other = array.deepCopy();
                    other.set(i, variant);
                    variants.add(other);
                }
            }
        }
        return variants.stream()
                .filter(variant -> !variant.isEmpty() || variant.isValueNode())
                .toList();
    }
}
