package dev.fhirgateway.sandbox.trouble;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fhirgateway.registry.RegistryJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Reads the text of a script, YAML or JSON, token by token: so each key has its line. */
final class ScriptReader {
    private static final String RULES = "rules";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final List<RuleFields.Problem> problems = new ArrayList<>();
    private final List<RuleFields> found = new ArrayList<>();
    private long seed;

    private ScriptReader() {}

    static TroubleScript read(String text) {
        ScriptReader reader = new ScriptReader();
        try (JsonParser parser = parser(text)) {
            reader.readDocument(parser);
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            reader.refuse(location == null ? 1 : location.getLineNr(), "not YAML, or one key given twice");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<TroubleRule> rules = reader.found.stream()
                .map(fields -> RuleReader.read(fields, reader.seed))
                .toList();
        reader.throwProblems();
        return new TroubleScript(rules);
    }

    /** Nearly all JSON is YAML too, but YAML takes no tabs. */
    private static JsonParser parser(String text) throws IOException {
        boolean json = RegistryJson.parse(text.getBytes(StandardCharsets.UTF_8)).isPresent();
        return json ? JSON.createParser(text) : YAML.createParser(text);
    }

    private void throwProblems() {
        if (!problems.isEmpty()) {
            throw new TroubleScriptException(problems.stream()
                    .sorted(Comparator.comparingInt(RuleFields.Problem::line))
                    .map(problem -> "line " + problem.line() + ": " + problem.text())
                    .toList());
        }
    }

    private void readDocument(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_ARRAY) {
            readRules(parser);
        } else if (first == JsonToken.START_OBJECT) {
            readObject(parser);
        } else if (first != null && first != JsonToken.VALUE_NULL) {
            refuse(line(parser), "expected rules");
        }
        if (first != null && parser.nextToken() != null) {
            refuse(line(parser), "expected one document");
        }
    }

    /** The whole script, or its only rule: whether there is a key {@code rules} tells which. */
    private void readObject(JsonParser parser) throws IOException {
        RuleFields fields = new RuleFields(line(parser), problems);
        boolean script = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            if (parser.currentName().equals(RULES)) {
                script = true;
                readList(parser);
            } else {
                readField(parser, fields);
            }
        }
        if (script) {
            fields.expectOnly(Set.of(RuleReader.SEED));
            seed = RuleReader.seed(fields, 0);
        } else {
            found.add(fields);
        }
    }

    private void readList(JsonParser parser) throws IOException {
        int line = line(parser);
        JsonToken value = parser.nextToken();
        if (value == JsonToken.START_ARRAY) {
            readRules(parser);
        } else if (value != JsonToken.VALUE_NULL) {
            refuse(line, RULES + " is not a list");
            parser.skipChildren();
        }
    }

    private void readRules(JsonParser parser) throws IOException {
        for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
            if (item != JsonToken.START_OBJECT) {
                refuse(line(parser), "expected a rule, which has keys and values");
                parser.skipChildren();
                continue;
            }
            RuleFields fields = new RuleFields(line(parser), problems);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                readField(parser, fields);
            }
            found.add(fields);
        }
    }

    private static void readField(JsonParser parser, RuleFields fields) throws IOException {
        String key = parser.currentName();
        int line = line(parser);
        parser.nextToken();
        JsonNode value = YAML.readTree(parser);
        fields.put(key, value, line);
    }

    private void refuse(int line, String problem) {
        problems.add(new RuleFields.Problem(line, problem));
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
