package dev.fhirgateway.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceWriteTest {
    @Test
    void full_write_has_the_canonical_shape_and_every_digit() throws IOException {
        // Given
        Identifier identifier = new Identifier(
                null, "source", "pat-77", "clinic-north.patient", new Period(null, "2020-05", "2021-06-30"));
        ResourceMeta meta = new ResourceMeta(
                Instant.parse("2024-03-01T08:00:00Z"),
                Instant.parse("2024-03-02T09:30:15.250Z"),
                null,
                List.of(identifier));
        ObjectNode data = tree("{\"name\":\"Zzmarker One\",\"weight\":71.50}");
        ObjectNode contained =
                tree("{\"contact\":[{\"id\":\"c1\",\"type\":\"contact\",\"data\":{\"name\":\"Zzmarker Two\"}}]}");

        // When
        ObjectNode json = new ResourceWrite(data, meta, contained).toJson();

        // Then
        assertThat(Golden.text(json)).isEqualTo(Golden.compact("resource-write.json"));
    }

    @Test
    void source_of_the_metadata_is_never_sent() {
        // Given
        ResourceMeta meta = new ResourceMeta(null, null, "clinic-north", List.of());

        // When
        ObjectNode json = new ResourceWrite(tree("{\"a\":1}"), meta, null).toJson();

        // Then
        assertThat(Golden.text(json)).isEqualTo("{\"data\":{\"a\":1}}");
    }

    @Test
    void nulls_and_empties_are_left_out_at_any_depth_but_data_stays() {
        // Given
        ObjectNode data = tree("{\"a\":null,\"b\":[{}],\"c\":{\"d\":[null,{\"e\":[]}]}}");

        // When
        ObjectNode json = new ResourceWrite(data, ResourceMeta.NONE, tree("{\"contact\":[]}")).toJson();

        // Then
        assertThat(Golden.text(json)).isEqualTo("{\"data\":{}}");
    }

    @Test
    void false_zero_and_text_are_values_and_the_given_tree_is_left_alone() {
        // Given
        String text = "{\"a\":false,\"b\":0,\"c\":\"x\",\"d\":[null,0.10],\"e\":{}}";
        ObjectNode data = tree(text);

        // When
        ObjectNode json = new ResourceWrite(data, null, null).toJson();

        // Then
        assertThat(Golden.text(json)).isEqualTo("{\"data\":{\"a\":false,\"b\":0,\"c\":\"x\",\"d\":[0.10]}}");
        assertThat(Golden.text(data)).isEqualTo(text);
    }

    @Test
    void what_a_log_could_show_holds_no_data() {
        // Given
        ResourceMeta meta =
                new ResourceMeta(null, null, null, List.of(new Identifier(null, "urn:test", "Zzmarker", null, null)));

        // Then
        assertThat(new ResourceWrite(tree("{\"name\":\"Zzmarker\"}"), meta, null))
                .asString()
                .doesNotContain("Zzmarker");
        assertThat(meta).asString().doesNotContain("Zzmarker");
    }

    private static ObjectNode tree(String json) {
        return (ObjectNode) RegistryJson.parse(json.getBytes(UTF_8)).orElseThrow();
    }
}
