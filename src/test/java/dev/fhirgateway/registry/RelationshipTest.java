package dev.fhirgateway.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelationshipTest {
    @Test
    void relationship_is_read_whole_and_written_as_it_was() throws IOException {
        // When
        Relationship relationship = Relationship.read(Golden.json("relationship.json"));

        // Then
        assertThat(relationship.from()).isEqualTo(new RecordRef("prac-12", "practitioner"));
        assertThat(relationship.to()).isEqualTo(new RecordRef("clin-34", "clinic"));
        assertThat(relationship.meta().createdAt()).isEqualTo(Instant.parse("2024-03-01T08:00:00Z"));
        assertThat(Golden.text(relationship.toJson())).isEqualTo(Golden.compact("relationship.json"));
    }

    @Test
    void older_record_without_type_metadata_and_data_is_understood() {
        // When
        Relationship relationship = Relationship.read(Golden.quoted("{'id':'practitioner.p1,clinic.c1',"
                + "'from':{'id':'p1','type':'practitioner'},'to':{'id':'c1','type':'clinic'},'new':1}"));

        // Then
        assertThat(relationship.type()).isNull();
        assertThat(RelationshipId.parse(relationship.id())).contains(new RelationshipId("p1", "c1"));
        assertThat(relationship.meta()).isEqualTo(ResourceMeta.NONE);
        assertThat(relationship.data()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "[]", "{'id':'a1.b2'}", "{'from':{'id':'a1','type':'t'},'to':{'id':'b2','type':'t'}}"})
    void what_has_no_id_or_no_ends_is_no_relationship(String json) {
        assertThat(Relationship.read(Golden.quoted(json))).isNull();
    }

    @Test
    void write_is_read_whole_and_written_as_it_was() throws IOException {
        // When
        RelationshipWrite write = RelationshipWrite.read(Golden.json("relationship-write.json"))
                .found()
                .orElseThrow();

        // Then
        assertThat(write.id()).isEqualTo(new RelationshipId("prac-12", "clin-34"));
        assertThat(Golden.text(write.toJson())).isEqualTo(Golden.compact("relationship-write.json"));
    }

    @Test
    void all_that_is_wrong_with_a_write_is_told_at_once() {
        assertThat(RelationshipWrite.read(Golden.quoted("{'from':{'id':'Zz.marker'},'data':[],"
                                + "'meta':{'createdAt':'yesterday','identifier':['x']}}"))
                        .problems())
                .containsExactly(
                        new Problem("from.type", "is required"),
                        new Problem("from.id", "holds one of . , : and cannot be the end of a relationship"),
                        new Problem("to", "is required"),
                        new Problem("data", "is not an object"),
                        new Problem("meta.createdAt", "is not a date and time"),
                        new Problem("meta.identifier[0]", "is not an object"));
    }

    @Test
    void write_sends_neither_source_nor_empties() {
        // Given
        RelationshipWrite write = new RelationshipWrite(
                new RecordRef("a1", "t"),
                new RecordRef("b2", "t"),
                RegistryJson.object().putNull("a"),
                new ResourceMeta(null, null, "clinic-north", List.of()));

        // Then
        assertThat(Golden.text(write.toJson()))
                .isEqualTo("{\"from\":{\"id\":\"a1\",\"type\":\"t\"},\"to\":{\"id\":\"b2\",\"type\":\"t\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'status':'PERSISTED','relationship':%s}", "{'status':'PERSISTED','resource':%s}", "%s"})
    void reply_is_understood_with_the_record_in_any_of_its_places(String template) throws IOException {
        // Given
        Relationship stored = Relationship.read(Golden.json("relationship.json"));
        String body = template.replace('\'', '"').formatted(Golden.compact("relationship.json"));

        // When
        RelationshipReply reply = RelationshipReply.read(201, body.getBytes(UTF_8));

        // Then
        assertThat(reply).isEqualTo(new RelationshipReply(WriteStatus.PERSISTED, null, stored));
    }

    @Test
    void reply_is_written_with_the_record_below_its_own_name_or_the_older_one() throws IOException {
        // Given
        Relationship stored = Relationship.read(Golden.json("relationship.json"));
        RelationshipReply reply = new RelationshipReply(WriteStatus.PERSISTED, "s_1", stored);

        // Then
        assertThat(reply.toJson().fieldNames()).toIterable().containsExactly("taskId", "status", "relationship");
        assertThat(reply.toLegacyJson().fieldNames()).toIterable().containsExactly("taskId", "status", "resource");
    }

    @Test
    void reply_that_accepts_and_names_no_task_is_unreadable() {
        assertThatThrownBy(() -> RelationshipReply.read(202, "{\"status\":\"ACCEPTED\"}".getBytes(UTF_8)))
                .isInstanceOf(UnreadableReply.class);
    }

    @Test
    void what_a_log_could_show_holds_no_data() throws IOException {
        assertThat(Relationship.read(Golden.json("relationship.json")))
                .asString()
                .doesNotContain("Zzmarker", "prac-12");
        assertThat(RelationshipWrite.read(Golden.json("relationship-write.json")))
                .asString()
                .doesNotContain("Zzmarker", "prac-12");
    }
}
