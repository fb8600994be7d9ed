package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.registry.TaskStatus;
import dev.fhirgateway.registry.WriteReply;
import dev.fhirgateway.registry.WriteStatus;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SandboxContainedTest extends SandboxCase {
    private static final String CONTACT = "{\"type\":\"contact\",\"data\":{\"name\":\"Zzmarker\"}}";
    private static final String LETTERS = "/sources/clinic-north/v1/resources/letter/let-1";

    @Override
    SandboxOptions options() {
        return super.options().withAsyncTypes(Set.of("letter"));
    }

    @Test
    void first_put_creates_and_second_replaces_and_the_root_comes_back_with_a_later_date() throws Exception {
        // Given
        client.put(RECORD, "{\"data\":{\"a\":1}}");
        clock.move(Duration.ofMinutes(1));

        // When
        RegistryClient.Reply created = client.put(RECORD + "/contact/c1", CONTACT);
        RegistryClient.Reply replaced = client.put(RECORD + "/contact/c1", "{\"type\":\"contact\",\"data\":{\"b\":2}}");

        // Then
        WriteReply reply = created.write();
        assertThat(created.status()).isEqualTo(201);
        assertThat(reply.status()).isEqualTo(WriteStatus.PERSISTED);
        assertThat(reply.resource().id()).isEqualTo("pat-77");
        assertThat(reply.resource().data().path("a").asInt()).isEqualTo(1);
        assertThat(reply.resource().meta().updatedAt()).isEqualTo(clock.instant());
        assertThat(replaced.status()).isEqualTo(200);
        JsonNode contacts = client.get(RECORD).json().path("contained").path("contact");
        assertThat(contacts).hasSize(1);
        assertThat(contacts.path(0).toString())
                .isEqualTo("{\"id\":\"patient/pat-77/contact/c1\",\"type\":\"contact\",\"data\":{\"b\":2}}");
    }

    @Test
    void path_is_decoded_and_an_encoded_slash_is_one() throws Exception {
        // Given
        client.put(RECORD, "{\"data\":{}}");

        // When
        RegistryClient.Reply created = client.put(RECORD + "/next%20of%20kin%2Fc%2B1", CONTACT);
        RegistryClient.Reply replaced = client.put(RECORD + "/next%20of%20kin/c+1", CONTACT);

        // Then
        assertThat(created.status()).isEqualTo(201);
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.write()
                        .resource()
                        .contained()
                        .path("next of kin")
                        .path(0)
                        .path("id")
                        .asText())
                .isEqualTo("patient/pat-77/next of kin/c+1");
    }

    @Test
    void post_makes_up_an_id_after_those_that_are_there() throws Exception {
        // Given
        client.put(RECORD, "{\"data\":{}}");
        client.put(RECORD + "/contact/c1", CONTACT);

        // When
        RegistryClient.Reply reply = client.post(RECORD + "/contact", CONTACT);

        // Then
        assertThat(reply.status()).isEqualTo(201);
        JsonNode contacts = reply.write().resource().contained().path("contact");
        assertThat(contacts).hasSize(2);
        assertThat(contacts.path(0).path("id").asText()).isEqualTo("patient/pat-77/contact/c1");
        assertThat(contacts.path(1).path("id").asText()).matches("patient/pat-77/contact/[0-9A-Za-z]{27}");
    }

    @Test
    void delete_takes_one_and_leaves_its_neighbours() throws Exception {
        // Given
        client.put(RECORD, "{\"data\":{}}");
        client.put(RECORD + "/contact/c1", CONTACT);
        client.put(RECORD + "/contact/c2", CONTACT);

        // When
        RegistryClient.Reply reply = client.delete(RECORD + "/contact/c1");

        // Then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.write().resource().id()).isEqualTo("pat-77");
        assertThat(client.get(RECORD).json().path("contained").path("contact"))
                .extracting(contact -> contact.path("id").asText())
                .containsExactly("patient/pat-77/contact/c2");
        assertThat(client.delete(RECORD + "/contact/c1").status()).isEqualTo(404);
    }

    @Test
    void eight_levels_can_be_reached_and_nine_are_a_bad_path() throws Exception {
        // Given
        client.put(RECORD, "{\"data\":{}}");
        StringBuilder path = new StringBuilder(RECORD);
        for (int level = 1; level <= 8; level++) {
            path.append("/part/p").append(level);
            assertThat(client.put(path.toString(), CONTACT).status()).isEqualTo(201);
        }

        // When
        RegistryClient.Reply ninth = client.put(path + "/part/p9", CONTACT);
        RegistryClient.Reply deletedEighth = client.delete(path.toString());

        // Then
        assertThat(ninth.status()).isEqualTo(400);
        assertThat(ninth.error().details().get(0).message()).isEqualTo("nestedContainsPath: is nested deeper than 8");
        assertThat(deletedEighth.status()).isEqualTo(200);
        assertThat(deletedEighth.text()).contains("/part/p7\"").doesNotContain("/part/p8");
    }

    @Test
    void what_a_root_brought_along_with_bare_ids_can_be_reached() throws Exception {
        // Given
        client.put(
                RECORD,
                "{\"data\":{},\"contained\":{\"contact\":[{\"id\":\"c1\",\"type\":\"contact\",\"data\":{},"
                        + "\"contained\":{\"phone\":[{\"id\":\"p1\",\"type\":\"phone\",\"data\":{}}]}}]}}");

        // Then
        assertThat(client.put(RECORD + "/contact/c1/phone/p1", CONTACT).status())
                .isEqualTo(200);
        assertThat(client.post(RECORD + "/contact/c1/phone", CONTACT).status()).isEqualTo(201);
    }

    @Test
    void write_below_an_asynchronous_root_is_accepted_and_done_by_its_task() throws Exception {
        // Given
        client.put(LETTERS, "{\"data\":{}}");

        // When
        RegistryClient.Reply accepted = client.put(LETTERS + "/page/p1", CONTACT);

        // Then
        String taskId = accepted.write().taskId();
        assertThat(accepted.status()).isEqualTo(202);
        clock.move(Duration.ofSeconds(2));
        assertThat(client.get(LETTERS).json().path("contained").path("page")).hasSize(1);
        assertThat(client.get("/sources/clinic-north/v1/tasks/" + taskId).task().status())
                .isEqualTo(TaskStatus.SUCCESS);
    }
}
