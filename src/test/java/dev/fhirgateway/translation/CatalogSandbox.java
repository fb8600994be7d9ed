package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.sandbox.Sandbox;
import dev.fhirgateway.sandbox.SandboxOptions;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.RelationshipDraft;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A sandbox that takes only what the catalog in {@code config/samples/catalog} has, and answers with its refusals. */
final class CatalogSandbox implements AutoCloseable {
    static final Path CATALOG = Path.of("config", "samples", "catalog");

    private static final int REDONE = 200;
    private static final int CREATED = 201;

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withStrictCatalog(true));
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> refusals = new ArrayList<>();
    /** The record that a FHIR id or an identifier leads to: {@code type/id}. */
    private final Map<String, String> records = new HashMap<>();

    private final List<String> relationships = new ArrayList<>();

    CatalogSandbox() throws IOException, InterruptedException {
        send("PUT", "/catalog/v1/sources/clinic", "{\"type\":\"registry\"}");
        for (String folder : List.of("contained-profiles", "profiles", "relationship-definitions")) {
            String path = "/sources/clinic/v1/" + folder.replace("contained-", "") + "/";
            for (String key : keys(folder)) {
                send("PUT", path + key, Files.readString(CATALOG.resolve(folder).resolve(key + ".json")));
            }
        }
    }

    /** The keys of a folder of the catalog, which are the names of its files. */
    static List<String> keys(String folder) throws IOException {
        try (Stream<Path> files = Files.list(CATALOG.resolve(folder))) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        }
    }

    /** Writes the records that a resource became. */
    void put(ObjectNode resource, MappingOutcome.Mapped mapped) throws IOException, InterruptedException {
        for (MappedRecord each : mapped.records()) {
            String name = each.type() + "/" + Optional.ofNullable(each.id()).orElse(Examples.registryId(resource));
            ObjectNode body = Entries.JSON.createObjectNode();
            body.set("data", each.data());
            body.set("contained", each.contained());
            send("PUT", "/sources/clinic/v1/resources/" + name, body.toString());
            for (JsonNode identifier : each.identifiers()) {
                records.put(each.type() + "?" + text(identifier, "system") + "|" + text(identifier, "value"), name);
            }
        }
        MappedRecord own = mapped.records().get(0);
        String id = Examples.registryId(resource);
        records.put(own.type() + "/" + resource.path("id").asText(), own.type() + "/" + id);
    }

    /** Writes those relationships of a resource that lead to a record that is there. */
    void relate(ObjectNode resource, MappingOutcome.Mapped mapped) throws IOException, InterruptedException {
        RecordName self = new RecordName(mapped.records().get(0).type(), Examples.registryId(resource));
        for (MappedRelationship each : mapped.relationships()) {
            Optional<String> to = each.to().end(self) instanceof RelationshipDraft.Referred referred
                    ? find(each.type(), referred.reference())
                    : Optional.empty();
            if (to.isPresent()) {
                ObjectNode body = Entries.JSON.createObjectNode();
                body.set("from", end(self.type() + "/" + self.id()));
                body.set("to", end(to.get()));
                body.set("data", each.data());
                send("POST", "/sources/clinic/v1/relationships/" + each.type(), body.toString());
                relationships.add(each.type());
            }
        }
    }

    /** The type of each relationship that was written. */
    List<String> relationships() {
        return relationships;
    }

    /** What was not taken, with the reason. */
    List<String> refusals() {
        return refusals;
    }

    /** The record of the type that the definition asks for; none where there is no such definition or record. */
    private Optional<String> find(String relationship, JsonNode reference) throws IOException {
        Path definition = CATALOG.resolve("relationship-definitions").resolve(relationship + ".json");
        if (!Files.exists(definition)) {
            return Optional.empty();
        }
        String type =
                Entries.tree(Files.readString(definition)).at("/to/profileKey").asText();
        JsonNode identifier = reference.path("identifier");
        String rest = reference.has("reference")
                ? text(reference, "reference")
                        .replaceFirst("/_history/.*", "")
                        .replaceFirst("^.*[?]identifier=", "?")
                        .replaceFirst("^(?:[^?]*/)?[A-Z][A-Za-z]+/", "/")
                : "?" + text(identifier, "system") + "|" + text(identifier, "value");
        return Optional.ofNullable(records.get(type + rest));
    }

    private static ObjectNode end(String name) {
        String[] parts = name.split("/", 2);
        return Entries.JSON.createObjectNode().put("type", parts[0]).put("id", parts[1]);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText();
    }

    private void send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + sandbox.port()).resolve(path))
                .header("X-Clinia-API-Key", "sandbox")
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != CREATED && response.statusCode() != REDONE) {
            refusals.add(method + " " + path + ": " + response.body());
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
