package dev.fhirgateway;

import dev.fhirgateway.sandbox.Sandbox;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** A patient as the sandbox has it. */
final class SandboxRecord {
    private SandboxRecord() {}

    /** The body of its answer: the record, or that there is none. */
    static String of(Sandbox sandbox, String id) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(sandbox.url().resolve(SandboxCalls.PATIENTS + id))
                .header("X-Clinia-API-Key", "sandbox")
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
