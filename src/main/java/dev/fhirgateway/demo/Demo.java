package dev.fhirgateway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/**
 * What a gateway does, shown on batches: sends them as an EHR would, prints what came back, and asks the registry for
 * every record. An entry that was lost on the way makes it fail.
 */
public final class Demo {
    private static final int GENERATED = 300;
    private static final int BATCH = 100;
    private static final String ROW = "%-22s %6s %10s %9s %7s %7s %8s%n";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI fhir;
    private final URI registry;
    private final PrintStream out;
    private int lost;

    /**
     * @param fhir the gateway's FHIR base
     * @param registry the sandbox behind it
     * @param out where to show it
     */
    public Demo(URI fhir, URI registry, PrintStream out) {
        this.fhir = fhir;
        this.registry = registry;
        this.out = out;
    }

    /**
     * Sends, shows, and asks for what was sent.
     *
     * @return how many entries were sent, but are not in the registry or not in their place in the answer
     * @throws IOException when the gateway cannot be reached
     */
    public int run() throws IOException, InterruptedException {
        out.printf(ROW, "batch", "sent", "persisted", "accepted", "failed", "status", "ms");
        JsonNode first = json.readTree(sample());
        JsonNode firstAnswer = send("first-batch.json", first);
        PatientGenerator patients = new PatientGenerator(42);
        for (int from = 0; from < GENERATED; from += BATCH) {
            ArrayNode batch = json.createArrayNode();
            for (int i = 0; i < BATCH; i++) {
                batch.add(patients.next());
            }
            send("generated " + (from + 1) + "-" + (from + BATCH), batch);
        }
        show("The first entry as it came back:", firstAnswer.path(0));
        show(
                "The record that the registry holds of it:",
                record(first.path(0).path("id").asText()));
        out.println(lost == 0 ? "Nothing was lost." : lost + " entries were lost.");
        return lost;
    }

    private JsonNode send(String name, JsonNode batch) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpRequest put = HttpRequest.newBuilder(fhir)
                .header("Content-Type", "application/fhir+json")
                .PUT(BodyPublishers.ofByteArray(json.writeValueAsBytes(batch)))
                .build();
        HttpResponse<byte[]> response = http.send(put, BodyHandlers.ofByteArray());
        long millis = (System.nanoTime() - start) / 1_000_000;
        JsonNode answer = json.readTree(response.body());
        List<String> counts =
                counts(response.headers().firstValue("X-Batch-Counts").orElse(""));
        out.printf(ROW, name, batch.size(), counts.get(0), counts.get(1), counts.get(3), response.statusCode(), millis);
        check(batch, answer);
        return answer;
    }

    private void check(JsonNode batch, JsonNode answer) throws IOException, InterruptedException {
        for (int i = 0; i < batch.size(); i++) {
            String id = batch.path(i).path("id").asText();
            boolean inPlace = answer.path(i).path("id").asText().equals(id)
                    && answer.path(i).path("meta").hasNonNull("versionId");
            if (!inPlace || record(id).isMissingNode()) {
                lost++;
            }
        }
    }

    private JsonNode record(String id) throws IOException, InterruptedException {
        HttpRequest get = HttpRequest.newBuilder(URI.create(registry + "/sources/default/v1/resources/patient/" + id))
                .header("X-Clinia-API-Key", "sandbox")
                .build();
        HttpResponse<byte[]> response = http.send(get, BodyHandlers.ofByteArray());
        return response.statusCode() == 200 ? json.readTree(response.body()) : json.missingNode();
    }

    private void show(String title, JsonNode node) throws IOException {
        out.println();
        out.println(title);
        out.println(json.writerWithDefaultPrettyPrinter().writeValueAsString(node));
    }

    private static List<String> counts(String header) {
        List<String> counts = new ArrayList<>();
        for (String pair : header.split(", *")) {
            counts.add(pair.substring(pair.indexOf('=') + 1));
        }
        while (counts.size() < 4) {
            counts.add("-");
        }
        return counts;
    }

    private static byte[] sample() throws IOException {
        try (InputStream sample = Demo.class.getResourceAsStream("/samples/first-batch.json")) {
            if (sample == null) {
                throw new IOException("samples/first-batch.json is not on the class path");
            }
            return sample.readAllBytes();
        }
    }
}
