package dev.fhirgateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Breaks resources, or bends them to something as good, in the ways that JSON and FHIR can be got wrong. */
final class Mutations {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String CHARS = "#/ :-+.TZ=<&\"0129aA\u0000\u0007\u007f\n\ud83d\ude00é";

    private static final List<String> TEXTS = List.of(
            ("2020|2020-13|2020-02|2020-02-30|2100-02-29|2000-02-29|0000|1582-10-10|1583-01-01|9999-12-31|20200101|2020-1-1"
                            + "|2020-01-01T|2020-01-01T10|2020-01-01T10:00|2020-01-01T10:00Z|2020-01-01T10:00:00"
                            + "|2020-01-01T10:00:00Z|2020-01-01T24:00:00Z|2020-01-01T10:00:60Z|2020-01-01T10:00:00.Z"
                            + "|2020-01-01T10:00:00.1Z|2020-01-01T10:00:00.1234567890Z|2020-01-01T10:00:00.12a4Z"
                            + "|2020-01-01T10:00:00+14:00|2020-01-01T10:00:00+14:60|2020-01-01T10:00:00+24:00"
                            + "|2020-01-01T10:00:00+1:00|2020-01-01T10:00:00-05|2020-01-01T10:00:00ZZ|2020-01-01 10:00:00Z"
                            + "| 2020 |+020|10:00|#|#zz|#zz-1|a//b/#zz|http://example.org/a#b|/|//|urn:uuid:x|_history/1"
                            + "|Patient/1/_history/2|male|Male|male |<|final|true|1| | x |a_b|Wno|Wno=|W\nno=|W===|=|!"
                            + "|<div>x</div>|<div xmlns=\"http://www.w3.org/1999/xhtml\">&nbsp;</div>|<p/>")
                    .split("\\|"));

    private final Random random;

    Mutations(Random random) {
        this.random = random;
    }

    /** Changes one place of it. */
    void mutate(ObjectNode resource) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(resource, objects);
        ObjectNode object = oneOf(objects);
        if (object.isEmpty()) {
            return;
        }
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = oneOf(names);
        JsonNode value = object.get(name);
        switch (random.nextInt(12)) {
            case 0 -> object.remove(name);
            case 1 ->
                object.set(
                        oneOf(List.of("x" + name, "_" + name, name + "Zz", "", "fhir_comments")), object.remove(name));
            case 2, 3 -> object.set(name, other(value));
            case 4 -> object.set(name, NODES.arrayNode().add(value).add(value));
            case 5 -> object.set(name, unwrapped(value));
            case 6 -> object.set(name, NODES.objectNode().set("value", value));
            case 7 -> object.set("_" + name, companion(value));
            case 8 ->
                object.set(
                        oneOf(List.of("extension", "modifierExtension")),
                        NODES.arrayNode().add(extension()));
            case 9 -> oneOf(objects).set(name, value.deepCopy());
            case 10 -> object.set(oneOf(List.of("resourceType", "contained", "resource", "id")), inner(value));
            default -> object.set(name, changed(value));
        }
    }

    private JsonNode other(JsonNode value) {
        return switch (random.nextInt(12)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(true);
            case 2 -> NODES.objectNode();
            case 3 -> NODES.arrayNode();
            case 4 -> NODES.textNode("");
            case 5 -> NODES.numberNode(new BigDecimal(oneOf(List.of("1.50", "1E400", "1E-5", "-0.0", "1E1001", "7"))));
            case 6 ->
                NODES.numberNode(
                        new BigInteger(oneOf(List.of("0", "-1", "2147483647", "2147483648", "99999999999999999999"))));
            case 7 -> NODES.arrayNode().addNull().add(value);
            default -> NODES.textNode(oneOf(TEXTS));
        };
    }

    /** One character of a text is another, or one more; of a list the items are turned round. */
    private JsonNode changed(JsonNode value) {
        if (value.isTextual() && !value.textValue().isEmpty()) {
            StringBuilder text = new StringBuilder(value.textValue());
            int at = random.nextInt(text.length());
            text.replace(at, at + random.nextInt(2), String.valueOf(CHARS.charAt(random.nextInt(CHARS.length()))));
            return NODES.textNode(text.toString());
        }
        return value instanceof ArrayNode list
                ? NODES.arrayNode().addAll(list).addNull()
                : NODES.textNode(oneOf(TEXTS));
    }

    private static JsonNode unwrapped(JsonNode value) {
        return value instanceof ArrayNode list && !list.isEmpty()
                ? list.get(0)
                : NODES.arrayNode().add(value);
    }

    private JsonNode companion(JsonNode value) {
        ObjectNode companion = NODES.objectNode();
        if (random.nextBoolean()) {
            companion.put("id", "zz");
        }
        if (random.nextBoolean()) {
            companion.putArray("extension").add(extension());
        }
        return value.isArray() ? NODES.arrayNode().add(companion) : companion;
    }

    private ObjectNode extension() {
        ObjectNode extension = NODES.objectNode();
        if (random.nextInt(8) > 0) {
            extension.put("url", "urn:zz");
        }
        if (random.nextInt(3) > 0) {
            extension.set(
                    oneOf(List.of("valueString", "valueCode", "valueDate", "valuestring", "valueXhtml")),
                    NODES.textNode(oneOf(TEXTS)));
        }
        if (random.nextInt(4) == 0) {
            extension.putArray("extension").add(extension());
        }
        return extension;
    }

    private JsonNode inner(JsonNode value) {
        ObjectNode resource = NODES.objectNode().put("resourceType", oneOf(List.of("Patient", "Bundle", "Zz")));
        if (random.nextInt(4) > 0) {
            resource.put("id", oneOf(List.of("zz", "zz-1", "z z", "z_z", "#zz", "a/b")));
        }
        return switch (random.nextInt(4)) {
            case 0 -> value;
            case 1 -> resource;
            case 2 -> NODES.textNode(oneOf(List.of("Patient", "Observation", "patient", "zz")));
            default -> NODES.arrayNode().add(resource);
        };
    }

    private <T> T oneOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> collect(child, objects));
    }
}
