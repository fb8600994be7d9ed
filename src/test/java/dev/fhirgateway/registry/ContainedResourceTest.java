package dev.fhirgateway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainedResourceTest {
    private static final RecordRef ROOT = new RecordRef("clin-34", "clinic");

    @Test
    void ids_are_bare_when_read_and_whole_paths_when_written() throws IOException {
        // When
        Map<String, List<ContainedResource>> contained =
                ContainedResource.readAll(Golden.json("contained.json")).found().orElseThrow();

        // Then
        assertThat(contained.get("staff")).extracting(ContainedResource::id).containsExactly("nurse-1", "clerk-2");
        assertThat(contained.get("staff").get(0).contained().get("badge"))
                .extracting(ContainedResource::id)
                .containsExactly("b-7");
        assertThat(Golden.text(ContainedResource.toJson(contained, ROOT))).isEqualTo(Golden.compact("contained.json"));
    }

    @ParameterizedTest
    @CsvSource({
        "p1,true",
        "clinic/any/pay/p1,true",
        "pay/p1,false",
        "clinic/any/staff/p1,false",
        "clinic/any/pay/,false"
    })
    void id_is_bare_or_a_path_to_where_it_stands(String id, boolean sound) {
        // When
        Reading<?> reading =
                ContainedResource.readAll(Golden.quoted("{'pay':[{'id':'%s','type':'t','data':{}}]}".formatted(id)));

        // Then
        assertThat(reading.found().isPresent()).isEqualTo(sound);
        assertThat(reading.problems()).extracting(Problem::path).allMatch("pay[0].id"::equals);
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        assertThat(ContainedResource.readAll(Golden.quoted("{'a':{},'b':[{'contained':[]},7],'c':null}"))
                        .problems())
                .extracting(Problem::path)
                .containsExactly("a", "b[0].id", "b[0].type", "b[0].data", "b[0].contained", "b[1]", "c");
    }

    @Test
    void eight_levels_are_taken_and_a_ninth_is_not() {
        assertThat(ContainedResource.readAll(nested(8)).problems()).isEmpty();
        assertThat(ContainedResource.readAll(nested(9)).problems())
                .extracting(Problem::reason)
                .containsExactly("is nested deeper than 8");
    }

    @Test
    void write_of_one_counts_the_levels_above_it() {
        // Given
        ContainedPath sixth = path(String.join("/", Collections.nCopies(6, "k/ab")));
        JsonNode two = Golden.quoted("{'type':'t','data':{},'contained':%s}".formatted(nested(2)));
        JsonNode three = Golden.quoted("{'type':'t','data':{},'contained':%s}".formatted(nested(3)));

        // Then
        assertThat(ContainedWrite.read(two, sixth).found()).isPresent();
        assertThat(ContainedWrite.read(three, sixth).found()).isEmpty();
    }

    @Test
    void write_becomes_a_resource_with_the_id_of_the_path() {
        // When
        ContainedWrite write = ContainedWrite.read(
                        Golden.quoted("{'type':'payment','data':{'value':'Card'}}"), path("pay/p1"))
                .found()
                .orElseThrow();

        // Then
        assertThat(ContainedResource.toJson(Map.of("pay", List.of(write.withId("p1"))), ROOT))
                .hasToString("{\"pay\":[{\"id\":\"clinic/clin-34/pay/p1\",\"type\":\"payment\","
                        + "\"data\":{\"value\":\"Card\"}}]}");
    }

    @Test
    void write_needs_type_and_data() {
        assertThat(ContainedWrite.read(Golden.quoted("{}"), path("pay")).problems())
                .extracting(Problem::path)
                .containsExactly("type", "data");
    }

    @Test
    void what_a_log_could_show_holds_no_data() throws IOException {
        assertThat(ContainedResource.readAll(Golden.json("contained.json")))
                .asString()
                .doesNotContain("Zzmarker", "nurse-1");
    }

    private static ContainedPath path(String text) {
        return ContainedPath.parse(text).found().orElseThrow();
    }

    private static JsonNode nested(int levels) {
        String open = "{'k':[{'id':'ab','type':'t','data':{},'contained':".repeat(levels);
        return Golden.quoted(open + "null" + "}]}".repeat(levels));
    }
}
