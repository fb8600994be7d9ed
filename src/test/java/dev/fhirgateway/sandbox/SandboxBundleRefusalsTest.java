package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RegistryError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxBundleRefusalsTest extends BatchCase {
    @BeforeEach
    void people() throws Exception {
        storePeople();
        related(seenBy("create", "pat-1", "doc-1"));
    }

    @Test
    void one_refusal_leaves_no_trace_of_the_others_and_every_refusal_is_told() throws Exception {
        // Given
        String before = client.get(PATIENTS + "/pat-1").text();

        // When
        RegistryClient.Reply reply = client.post(
                BUNDLE,
                bundle(
                        String.join(
                                ",",
                                delete("patient", "pat-1"),
                                upsert("patient", "pat-2"),
                                upsert("patient", "pat-3"),
                                upsert("visit", "vis-1"),
                                create("doctor", "doc-1")),
                        seenBy("create", "pat-2", "doc-1") + "," + seenBy("create", "nobody", "doc-1")));

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error().type()).isEqualTo(ErrorType.FAILED_PRECONDITION);
        assertThat(reply.error().details())
                .extracting(RegistryError::summary)
                .containsExactly(
                        "ALREADY_EXISTS: resourceOperations[4]: there is a record with this id already",
                        "FAILED_PRECONDITION: relationshipOperations[1]: a relationship needs a record at both of its"
                                + " ends; from: there is no such record");
        assertThat(client.get(PATIENTS + "/pat-1").text()).isEqualTo(before);
        assertThat(client.get(PATIENTS + "/pat-2").json().path("data").path("a").asInt())
                .isEqualTo(1);
        assertThat(client.get(PATIENTS).json().path("ids").toString()).isEqualTo("[\"pat-1\",\"pat-2\"]");
        assertThat(sandbox.stored("clinic-north", "visit")).isZero();
        assertThat(related(seenBy("create", "pat-1", "doc-1"))
                        .receipts()
                        .get(0)
                        .error()
                        .type())
                .isEqualTo(ErrorType.ALREADY_EXISTS);
        assertThat(purged("relationships", "seenBy").deletedCount()).isEqualTo(1);
    }

    @Test
    void refusals_of_one_kind_make_the_whole_of_that_kind() throws Exception {
        assertThat(client.post(BUNDLE, bundle(create("patient", "pat-1"), "")).status())
                .isEqualTo(409);
        assertThat(client.post(BUNDLE, bundle(upsert("patient", "a.b"), "")).status())
                .isEqualTo(400);
    }

    @Test
    void missing_record_does_not_read_as_a_missing_endpoint() throws Exception {
        // When
        RegistryClient.Reply reply = client.post(BUNDLE, bundle(delete("patient", "nobody"), ""));

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error().type()).isEqualTo(ErrorType.FAILED_PRECONDITION);
        assertThat(reply.error().details())
                .extracting(RegistryError::type, RegistryError::code)
                .containsExactly(tuple(ErrorType.NOT_FOUND, 404));
    }

    @Test
    void malformed_bundle_is_refused_with_every_place() throws Exception {
        assertThat(details(bundle(upsert("patient", ""), "{\"action\":\"CREATE\"}")))
                .containsExactly(
                        "resourceOperations[0].upsert.id: is empty", "relationshipOperations[0].create: is required");
        assertThat(details(bundle(upsert("patient", "pat-3") + "," + delete("patient", "pat-3"), "")))
                .containsExactly("resourceOperations[1]: is about the record of resourceOperations[0]");
        assertThat(details(bundle(create("patient", "@rootId") + "," + create("doctor", "@rootId"), "")))
                .containsExactly("resourceOperations[1].create.id: is the token of an operation before");
        assertThat(details(bundle("", ""))).containsExactly("body: holds no operation");
        assertThat(details("Zzmarker")).containsExactly("body: is not JSON");
    }

    @Test
    void bundle_over_500_kb_is_too_large() throws Exception {
        // Given
        String bundle = bundle(upsert("patient", "pat-3"), "");

        // Then
        assertThat(client.post(BUNDLE, bundle + " ".repeat(512_000 - bundle.length()))
                        .status())
                .isEqualTo(201);
        assertThat(client.post(BUNDLE, bundle + " ".repeat(512_001 - bundle.length()))
                        .error()
                        .type())
                .isEqualTo(ErrorType.CONTENT_TOO_LARGE);
    }

    private Iterable<String> details(String body) throws Exception {
        RegistryClient.Reply reply = client.post(BUNDLE, body);
        assertThat(reply.status()).isEqualTo(400);
        return reply.error().details().stream().map(RegistryError::message).toList();
    }
}
