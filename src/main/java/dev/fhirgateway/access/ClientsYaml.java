package dev.fhirgateway.access;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The text of {@code clients.yaml}: a list named {@code clients}, each read by {@link ClientEntry}. */
final class ClientsYaml {
    private static final String LIST = "clients";
    private static final String PREAMBLE =
            """
            # Who may write to the registry through this gateway, and to which source. Only a salted hash of each
            # token is kept. Written by "client add" and "client remove", which keep no comments but this one.
            """;
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    private final String file;
    private final List<String> problems = new ArrayList<>();
    private final List<RegisteredClient> clients = new ArrayList<>();

    private ClientsYaml(String file) {
        this.file = file;
    }

    /**
     * Reads the whole text.
     *
     * @param file the name of the file, for the problems
     * @throws ClientsException with all problems at once, or with the one that made the rest unreadable
     */
    static Clients read(String file, String text) {
        ClientsYaml reader = new ClientsYaml(file);
        try (JsonParser parser = YAML.createParser(text)) {
            reader.readDocument(parser);
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            reader.refuse(location == null ? 1 : location.getLineNr(), "not YAML, or one key given twice");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!reader.problems.isEmpty()) {
            throw new ClientsException(reader.problems);
        }
        return new Clients(reader.clients);
    }

    static String write(Clients clients) {
        List<Map<String, String>> entries =
                clients.registered().stream().map(ClientEntry::write).toList();
        try {
            return PREAMBLE + YAML.writeValueAsString(Map.of(LIST, entries));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readDocument(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            return;
        }
        if (first != JsonToken.START_OBJECT) {
            refuse(line(parser), "expected a list named " + LIST);
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            readTopLevel(parser, parser.currentName());
        }
    }

    private void readTopLevel(JsonParser parser, String key) throws IOException {
        int line = line(parser);
        JsonToken value = parser.nextToken();
        if (!key.equals(LIST)) {
            refuse(line, "unknown key " + key + ", expected " + LIST);
            parser.skipChildren();
        } else if (value == JsonToken.START_ARRAY) {
            readList(parser);
        } else if (value != JsonToken.VALUE_NULL) {
            refuse(line, LIST + " is not a list");
            parser.skipChildren();
        }
    }

    private void readList(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int line = line(parser);
            JsonNode node = YAML.readTree(parser);
            ClientEntry entry = new ClientEntry(node, problem -> refuse(line, problem));
            entry.read().ifPresent(client -> add(client, line));
        }
    }

    private void add(RegisteredClient client, int line) {
        String name = client.client().name();
        if (clients.stream().anyMatch(other -> other.client().name().equals(name))) {
            refuse(line, "a second client named " + name);
        }
        clients.add(client);
    }

    private void refuse(int line, String problem) {
        problems.add(file + " line " + line + ": " + problem);
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
