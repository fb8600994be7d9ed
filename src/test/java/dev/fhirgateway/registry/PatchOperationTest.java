package dev.fhirgateway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchOperationTest {
    @Test
    void operations_are_read_in_order_and_one_without_op_adds() {
        // When
        List<PatchOperation> operations = PatchOperation.readAll(Golden.quoted("[{'path':'/role','value':'Zzmarker'},"
                        + "{'op':'replace','path':'/share','value':null},{'op':'REMOVE','path':'/tags/0','value':1}]"))
                .found()
                .orElseThrow();

        // Then
        assertThat(operations)
                .containsExactly(
                        operation(PatchOperation.Op.ADD, "/role", TextNode.valueOf("Zzmarker")),
                        operation(PatchOperation.Op.REPLACE, "/share", NullNode.getInstance()),
                        operation(PatchOperation.Op.REMOVE, "/tags/0", null));
        assertThat(operations).asString().doesNotContain("Zzmarker");
    }

    @Test
    void operation_is_written_with_all_it_says() {
        assertThat(Golden.text(operation(PatchOperation.Op.ADD, "/a~1b", TextNode.valueOf("x"))
                        .toJson()))
                .isEqualTo("{\"op\":\"add\",\"path\":\"/a~1b\",\"value\":\"x\"}");
        assertThat(Golden.text(operation(PatchOperation.Op.REMOVE, "/a", null).toJson()))
                .isEqualTo("{\"op\":\"remove\",\"path\":\"/a\"}");
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        assertThat(PatchOperation.readAll(Golden.quoted("[{'op':'move','path':'/a','value':1},{'path':'a','value':1},"
                                + "{'op':'replace','path':'/a'},{'op':'remove'},'x']"))
                        .problems())
                .containsExactly(
                        new Problem("[0].op", "is not one of add, remove, replace"),
                        new Problem("[1].path", "does not start with a slash"),
                        new Problem("[2].value", "is required to replace"),
                        new Problem("[3].path", "is required"),
                        new Problem("[4]", "is not an object"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "'x'"})
    void body_that_is_no_array_is_one_problem(String body) {
        assertThat(PatchOperation.readAll(Golden.quoted(body)).problems())
                .extracting(Problem::path)
                .containsExactly("body");
    }

    private static PatchOperation operation(PatchOperation.Op op, String path, JsonNode value) {
        return new PatchOperation(op, JsonPointer.compile(path), value);
    }
}
