package dev.fhirgateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Puts names in the place of values that differ from run to run, but only of values that have the right form, so that
 * any other stays to be seen.
 */
final class RunDependent {
    private static final String INSTANT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z";

    private static final Map<String, Pattern> FORMS = Map.of(
            "versionId", Pattern.compile("[1-9]\\d{15}"),
            "lastUpdated", Pattern.compile(INSTANT),
            "createdAt", Pattern.compile(INSTANT),
            "taskId", Pattern.compile("s_[0-9A-Za-z]{27}"),
            "valueString", Pattern.compile("s_[0-9A-Za-z]{27}"),
            "X-Batch-Id", Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));

    private RunDependent() {}

    static String masked(String name, String value) {
        Pattern form = FORMS.get(name);
        return form != null && form.matcher(value).matches() ? "<" + name + ">" : value;
    }

    /** The same tree, changed in place. */
    static JsonNode masked(JsonNode node) {
        node.properties().forEach(member -> {
            if (member.getValue().isTextual()) {
                member.setValue(TextNode.valueOf(
                        masked(member.getKey(), member.getValue().asText())));
            }
        });
        node.forEach(RunDependent::masked);
        return node;
    }
}
