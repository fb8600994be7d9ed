package dev.fhirgateway.sandbox.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.PatchOperation;
import dev.fhirgateway.registry.RegistryJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataPatchTest {
    private static final String DATA = "{'a':1,'list':[1,2],'deep':{'b':2},'~/':3}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[{'path':'/c','value':null}]             | {'a':1,'list':[1,2],'deep':{'b':2},'~/':3,'c':null}",
                "[{'path':'/a','value':[2]}]              | {'a':[2],'list':[1,2],'deep':{'b':2},'~/':3}",
                "[{'path':'/list/1','value':9}]           | {'a':1,'list':[1,9,2],'deep':{'b':2},'~/':3}",
                "[{'path':'/list/-','value':9}]           | {'a':1,'list':[1,2,9],'deep':{'b':2},'~/':3}",
                "[{'path':'/list/2','value':9}]           | {'a':1,'list':[1,2,9],'deep':{'b':2},'~/':3}",
                "[{'path':'/deep/c','value':9}]           | {'a':1,'list':[1,2],'deep':{'b':2,'c':9},'~/':3}",
                "[{'op':'replace','path':'/list/0','value':9}] | {'a':1,'list':[9,2],'deep':{'b':2},'~/':3}",
                "[{'op':'remove','path':'/list/0'}]       | {'a':1,'list':[2],'deep':{'b':2},'~/':3}",
                "[{'op':'remove','path':'/deep/b'}]       | {'a':1,'list':[1,2],'deep':{},'~/':3}",
                "[{'op':'remove','path':'/~0~1'}]         | {'a':1,'list':[1,2],'deep':{'b':2}}",
                "[]                                       | {'a':1,'list':[1,2],'deep':{'b':2},'~/':3}",
            })
    void patch_does_to_the_data_what_it_says(String patch, String expected) {
        // When
        Problems problems = new Problems();
        ObjectNode data = (ObjectNode) json(DATA);
        DataPatch.apply(operations(patch), data, problems);

        // Then
        assertThat(problems.any()).isFalse();
        assertThat(data).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[{'op':'remove','path':'/c'}]               | leads to nothing",
                "[{'op':'replace','path':'/c','value':1}]    | leads to nothing",
                "[{'op':'remove','path':'/list/-'}]          | leads to nothing",
                "[{'op':'replace','path':'/list/2','value':1}] | leads to nothing",
                "[{'path':'/a/b','value':1}]                 | leads into nothing",
                "[{'path':'/c/d','value':1}]                 | leads into nothing",
                "[{'path':'/list/3','value':1}]              | names no place of the array",
                "[{'path':'/list/01','value':1}]             | names no place of the array",
                "[{'path':'/list/x','value':1}]              | names no place of the array",
                "[{'path':'/list/99999999999','value':1}]    | names no place of the array",
            })
    void patch_tells_what_it_cannot_do(String patch, String reason) {
        // When
        Problems problems = new Problems();
        DataPatch.apply(operations(patch), (ObjectNode) json(DATA), problems);

        // Then
        assertThat(problems.error().details()).extracting("message").containsExactly("[0].path: " + reason);
    }

    @Test
    void data_as_a_whole_is_left_alone() {
        // Given
        Problems problems = new Problems();
        ObjectNode data = (ObjectNode) json(DATA);

        // When
        DataPatch.apply(
                List.of(
                        new PatchOperation(PatchOperation.Op.REMOVE, JsonPointer.empty(), null),
                        new PatchOperation(PatchOperation.Op.ADD, JsonPointer.empty(), json("{}"))),
                data,
                problems);

        // Then
        assertThat(problems.error().details())
                .extracting("message")
                .containsExactly(
                        "[0].path: is that of the data as a whole", "[1].path: is that of the data as a whole");
        assertThat(data).isEqualTo(json(DATA));
    }

    private static List<PatchOperation> operations(String patch) {
        return PatchOperation.readAll(json(patch)).found().orElseThrow();
    }

    private static JsonNode json(String quoted) {
        return RegistryJson.parse(quoted.replace('\'', '"').getBytes(UTF_8)).orElseThrow();
    }
}
