package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fhirgateway.MovableClock;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.Relationship;
import dev.fhirgateway.registry.RelationshipReply;
import dev.fhirgateway.registry.WriteStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxRelationshipsTest extends RelationshipCase {
    private static final String ID = "prac-1.clinic-9";

    @Test
    void create_stores_the_relationship_under_the_id_of_its_ends() throws Exception {
        // When
        RegistryClient.Reply created = create("{\"hours\":37.50}");

        // Then
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().has("relationship")).isTrue();
        assertThat(created.json().has("resource")).isFalse();
        RelationshipReply reply = created.relationship();
        assertThat(reply.status()).isEqualTo(WriteStatus.PERSISTED);
        assertThat(reply.taskId()).matches("s_[0-9A-Za-z]{27}");
        assertThat(reply.relationship().id()).isEqualTo(ID);
        assertThat(reply.relationship().meta().source()).isEqualTo("clinic-north");
        assertThat(reply.relationship().meta().createdAt()).isEqualTo(MovableClock.START);
        assertThat(client.get(path(ID)).text()).contains("\"hours\":37.50");
    }

    @Test
    void create_needs_no_data_and_keeps_the_metadata_it_is_given() throws Exception {
        // When
        RegistryClient.Reply created = client.post(
                WORKS_AT,
                "{" + ENDS + ",\"meta\":{\"createdAt\":\"2020-02-03T04:05:06Z\","
                        + "\"identifier\":[{\"system\":\"urn:hr\",\"value\":\"job-4\",\"use\":\"official\"}]}}");

        // Then
        Relationship stored = created.relationship().relationship();
        assertThat(created.status()).isEqualTo(201);
        assertThat(stored.data()).isEmpty();
        assertThat(stored.meta().createdAt()).isEqualTo(Instant.parse("2020-02-03T04:05:06Z"));
        assertThat(stored.meta().identifier()).extracting("value").containsExactly("job-4");
    }

    @Test
    void second_relationship_between_the_same_ends_is_a_conflict_unless_of_another_type() throws Exception {
        // Given
        create("{\"hours\":1}");

        // When
        RegistryClient.Reply again = create("{\"hours\":2}");
        RegistryClient.Reply otherType = client.post("/sources/clinic-north/v1/relationships/owns", "{" + ENDS + "}");

        // Then
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.error().type()).isEqualTo(ErrorType.ALREADY_EXISTS);
        assertThat(otherType.status()).isEqualTo(201);
        assertThat(client.get(path(ID)).json().at("/data/hours").asInt()).isEqualTo(1);
    }

    @Test
    void relationship_to_nowhere_is_refused_with_every_missing_end_and_not_stored() throws Exception {
        // When
        RegistryClient.Reply reply = client.post(
                WORKS_AT,
                "{\"from\":{\"id\":\"nobody\",\"type\":\"practitioner\"},"
                        + "\"to\":{\"id\":\"prac-1\",\"type\":\"clinic\"}}");

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error().type()).isEqualTo(ErrorType.FAILED_PRECONDITION);
        assertThat(reply.error().details())
                .extracting("type", "message")
                .containsExactly(
                        tuple(ErrorType.NOT_FOUND, "from: there is no such record"),
                        tuple(ErrorType.NOT_FOUND, "to: there is no such record"));
        assertThat(client.get(path("nobody.prac-1")).status()).isEqualTo(404);
    }

    @Test
    void end_in_another_source_is_nowhere() throws Exception {
        // When
        RegistryClient.Reply reply = client.post("/sources/clinic-south/v1/relationships/works-at", "{" + ENDS + "}");

        // Then
        assertThat(reply.error().type()).isEqualTo(ErrorType.FAILED_PRECONDITION);
    }

    @Test
    void body_is_told_all_that_is_wrong_with_it() throws Exception {
        // When
        RegistryClient.Reply reply = client.post(
                WORKS_AT,
                "{\"from\":{\"id\":\"a.b\",\"type\":\"practitioner\",\"name\":\"x\"},\"data\":[],\"id\":\"x\","
                        + "\"meta\":{\"source\":\"x\",\"updatedAt\":\"2020-01-01T00:00:00Z\"}}");

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error().type()).isEqualTo(ErrorType.INVALID_ARGUMENT);
        assertThat(reply.error().details())
                .extracting("message")
                .containsExactlyInAnyOrder(
                        "id: is not a property of this request",
                        "from.name: is not a property of this request",
                        "meta.source: cannot be written",
                        "meta.updatedAt: is given without meta.createdAt",
                        "from.id: holds one of . , : and cannot be the end of a relationship",
                        "to: is required",
                        "data: is not an object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"Zzmarker\""})
    void body_that_is_no_object_is_an_invalid_argument(String body) throws Exception {
        // When
        RegistryClient.Reply reply = client.post(WORKS_AT, body);

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("body: is not").doesNotContain("Zzmarker");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ID,
                "prac-1,clinic-9",
                "practitioner.prac-1,clinic.clinic-9",
                "source:prac-1.clinic-9:clinic-north.works-at",
                "clinic-north:works-at:prac-1,clinic-9:source",
                "http://hr.example/jobs?a=b:job-4:official"
            })
    void read_takes_every_form_of_the_id_and_shows_the_bare_record(String id) throws Exception {
        // Given
        client.post(
                WORKS_AT,
                "{" + ENDS + ",\"meta\":{\"identifier\":[{\"system\":\"http://hr.example/jobs?a=b\","
                        + "\"value\":\"job-4\",\"use\":\"official\"}]}}");

        // When
        RegistryClient.Reply read = client.get(path(id));

        // Then
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().path("id").asText()).isEqualTo(ID);
        assertThat(read.json().at("/from/type").asText()).isEqualTo("practitioner");
        assertThat(read.json().has("status")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clinic-9.prac-1", "source:prac-1.clinic-9:clinic-south.works-at", "a:b:c"})
    void read_of_what_is_not_there_is_not_found(String id) throws Exception {
        // Given
        create("{}");

        // Then
        assertThat(client.get(path(id)).error().type()).isEqualTo(ErrorType.NOT_FOUND);
    }

    @Test
    void identifier_that_two_relationships_share_names_neither() throws Exception {
        // Given
        String shared = ",\"meta\":{\"identifier\":[{\"system\":\"urn:hr\",\"value\":\"4\",\"use\":\"official\"}]}}";
        client.put("/sources/clinic-north/v1/resources/clinic/clinic-8", "{\"data\":{}}");
        client.post(WORKS_AT, "{" + ENDS + shared);
        client.post(WORKS_AT, "{" + ENDS.replace("clinic-9", "clinic-8") + shared);

        // Then
        assertThat(client.get(path("urn:hr:4:official")).error().type()).isEqualTo(ErrorType.FAILED_PRECONDITION);
    }

    @Test
    void delete_answers_without_a_record_and_leaves_the_ends() throws Exception {
        // Given
        create("{}");

        // When
        RegistryClient.Reply deleted = client.delete(path("prac-1,clinic-9"));

        // Then
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.json().fieldNames()).toIterable().containsExactly("taskId", "status");
        assertThat(client.get(path(ID)).status()).isEqualTo(404);
        assertThat(client.delete(path(ID)).error().type()).isEqualTo(ErrorType.NOT_FOUND);
        assertThat(client.get(PRACTITIONER).status()).isEqualTo(200);
        assertThat(create("{}").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {PRACTITIONER, CLINIC})
    void deleting_a_record_removes_the_relationships_at_both_of_their_ends(String end) throws Exception {
        // Given
        create("{}");
        client.put("/sources/clinic-north/v1/resources/clinic/clinic-8", "{\"data\":{}}");
        client.post(
                WORKS_AT,
                "{\"from\":{\"id\":\"clinic-8\",\"type\":\"clinic\"},\"to\":{\"id\":\"clinic-8\",\"type\":\"clinic\"}}");

        // When
        client.delete(end);

        // Then
        assertThat(client.get(path(ID)).status()).isEqualTo(404);
        assertThat(client.get(path("clinic-8.clinic-8")).status()).isEqualTo(200);
        assertThat(client.put(end, "{\"data\":{}}").status()).isEqualTo(201);
        assertThat(client.get(path(ID)).status()).isEqualTo(404);
    }

    @Test
    void id_of_no_form_and_source_of_no_key_are_invalid_arguments() throws Exception {
        // Then
        assertThat(client.get(path("prac-1")).error().details())
                .extracting("message")
                .containsExactly("id: is not {from}.{to}, nor one of the older forms of that");
        assertThat(client.delete(path("a:b:c")).status()).isEqualTo(400);
        assertThat(client.get("/sources/_/v1/relationships/works-at/a:b:c").status())
                .isEqualTo(400);
        assertThat(client.post("/sources/_/v1/relationships/works-at", "{" + ENDS + "}")
                        .status())
                .isEqualTo(400);
    }
}
