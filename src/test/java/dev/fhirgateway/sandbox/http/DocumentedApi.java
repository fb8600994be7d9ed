package dev.fhirgateway.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import dev.fhirgateway.registry.RegistryJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The OpenAPI document as a test reads it: its operations, and what their schemas say of a body. */
public final class DocumentedApi {
    public static final String JSON = "application/json";
    public static final String DEFAULT = "default";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    /** OpenAPI adds words to JSON Schema that say nothing of what is valid. */
    private static final JsonMetaSchema DIALECT = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
            .unknownKeywordFactory((word, context) -> new NonValidationKeyword(word))
            .build();

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.builder()
            .defaultMetaSchemaIri(DIALECT.getIri())
            .metaSchema(DIALECT)
            .build();
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final JsonNode document = RegistryJson.parse(ApiDocument.json()).orElseThrow();

    /** One method of one path. */
    public record Operation(String method, String path, JsonNode json) {
        public String id() {
            return json.path("operationId").asText();
        }

        public String name() {
            return method + " " + path;
        }

        public boolean isTagged(String tag) {
            return json.path("tags").path(0).asText().equals(tag);
        }

        public Set<String> statuses() {
            Set<String> statuses = new TreeSet<>();
            json.path("responses").fieldNames().forEachRemaining(statuses::add);
            return statuses;
        }

        public boolean hasBody() {
            return json.has("requestBody");
        }

        private Pattern form() {
            String literal = "\\Q" + path.replace("{nestedContainsPath}", "\\E.+\\Q") + "\\E";
            return Pattern.compile(literal.replaceAll("\\{\\w+}", "\\\\E[^/]+\\\\Q"));
        }
    }

    public JsonNode document() {
        return document;
    }

    /** All operations, in the order of the document. */
    public List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(entry -> METHODS.contains(entry.getKey()))
                .forEach(entry -> all.add(
                        new Operation(entry.getKey().toUpperCase(Locale.ROOT), path.getKey(), entry.getValue()))));
        return all;
    }

    /** The operation that a call is about: of several that fit, the one with the fewest parameters. */
    public Operation of(String method, String target) {
        String path = target.replaceAll("\\?.*", "");
        return operations().stream()
                .filter(one -> one.method().equals(method))
                .filter(one -> one.form().matcher(path).matches())
                .min(Comparator.comparingInt(one -> one.path().split("\\{", -1).length))
                .orElseThrow(() -> new AssertionError(method + " " + path + " is not documented"));
    }

    /** A node, or what its reference leads to. */
    public JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    public JsonNode response(Operation operation, String status) {
        return resolved(operation.json().path("responses").path(status));
    }

    public JsonNode responseSchema(Operation operation, String status) {
        return response(operation, status).path("content").path(JSON).path("schema");
    }

    public JsonNode requestSchema(Operation operation) {
        return operation.json().path("requestBody").path("content").path(JSON).path("schema");
    }

    public List<JsonNode> requestExamples(Operation operation) {
        return examples(operation.json().path("requestBody").path("content").path(JSON));
    }

    /** The examples of a media type object, single or by name. */
    public static List<JsonNode> examples(JsonNode medium) {
        List<JsonNode> all = new ArrayList<>();
        if (medium.has("example")) {
            all.add(medium.path("example"));
        }
        medium.path("examples").forEach(example -> all.add(example.path("value")));
        return all;
    }

    /** What is wrong with a value, by one of the document's schemas; empty when nothing is. */
    public List<String> problems(JsonNode schema, @Nullable JsonNode value) {
        ObjectNode withComponents = JsonNodeFactory.instance.objectNode();
        withComponents.putArray("allOf").add(schema);
        withComponents.set("components", document.path("components"));
        return SCHEMAS.getSchema(withComponents, CONFIG).validate(value).stream()
                .map(ValidationMessage::toString)
                .toList();
    }
}
