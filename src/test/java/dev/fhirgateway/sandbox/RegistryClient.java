package dev.fhirgateway.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.registry.BulkReply;
import dev.fhirgateway.registry.BundleReply;
import dev.fhirgateway.registry.PurgeOperation;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.RegistryHeaders;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.registry.RelationshipReply;
import dev.fhirgateway.registry.TaskReply;
import dev.fhirgateway.registry.UnreadableReply;
import dev.fhirgateway.registry.WriteReply;
import dev.fhirgateway.sandbox.trouble.FaultHeader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Calls a sandbox as any client would: over HTTP, with the wire contract's own readers. */
final class RegistryClient {
    record Reply(int status, HttpResponse<byte[]> http) {
        JsonNode json() {
            return RegistryJson.parse(http.body()).orElseThrow();
        }

        WriteReply write() throws UnreadableReply {
            return WriteReply.read(status, http.body());
        }

        RelationshipReply relationship() throws UnreadableReply {
            return RelationshipReply.read(status, http.body());
        }

        TaskReply task() throws UnreadableReply {
            return TaskReply.read(status, http.body());
        }

        BulkReply bulk() throws UnreadableReply {
            return BulkReply.read(status, http.body());
        }

        BundleReply bundle() throws UnreadableReply {
            return BundleReply.read(status, http.body());
        }

        PurgeOperation purge() throws UnreadableReply {
            return PurgeOperation.read(status, http.body());
        }

        RegistryError error() {
            return RegistryError.read(status, http.body());
        }

        String text() {
            return new String(http.body(), UTF_8);
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;
    private final @Nullable String apiKey;

    RegistryClient(URI url, @Nullable String apiKey) {
        this.url = url;
        this.apiKey = apiKey;
    }

    Reply put(String path, String body) throws IOException, InterruptedException {
        return call("PUT", path, body);
    }

    Reply post(String path, String body) throws IOException, InterruptedException {
        return call("POST", path, body);
    }

    Reply patch(String path, String body) throws IOException, InterruptedException {
        return call("PATCH", path, body);
    }

    Reply get(String path) throws IOException, InterruptedException {
        return call("GET", path, "");
    }

    Reply delete(String path) throws IOException, InterruptedException {
        return call("DELETE", path, "");
    }

    Reply call(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request(method, path, body), HttpResponse.BodyHandlers.ofByteArray());
        return new Reply(response.statusCode(), response);
    }

    /** A PUT that scripts its own trouble. */
    Reply putWithFault(String path, String body, String fault) throws IOException, InterruptedException {
        return callWithFault("PUT", path, body, fault);
    }

    /** Any call that does. */
    Reply callWithFault(String method, String path, String body, String fault)
            throws IOException, InterruptedException {
        return with(FaultHeader.NAME, fault, request(method, path, body));
    }

    /** A call that says what its body is. */
    Reply callWithType(String method, String path, String body, String mediaType)
            throws IOException, InterruptedException {
        return with("Content-Type", mediaType, request(method, path, body));
    }

    /** A call with a body that no text could be. */
    Reply callWithBytes(String method, String path, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(request(method, path, ""), (name, any) -> true)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        return new Reply(response.statusCode(), response);
    }

    private Reply with(String header, String value, HttpRequest request) throws IOException, InterruptedException {
        HttpRequest more = HttpRequest.newBuilder(request, (name, any) -> true)
                .header(header, value)
                .build();
        HttpResponse<byte[]> response = http.send(more, HttpResponse.BodyHandlers.ofByteArray());
        return new Reply(response.statusCode(), response);
    }

    CompletableFuture<Integer> putLater(String path, String body) {
        return http.sendAsync(request("PUT", path, body), HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(HttpResponse::statusCode);
    }

    private HttpRequest request(String method, String path, String body) {
        HttpRequest.BodyPublisher content =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body, UTF_8);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).method(method, content);
        if (apiKey != null) {
            request.header(RegistryHeaders.API_KEY, apiKey);
        }
        return request.build();
    }
}
