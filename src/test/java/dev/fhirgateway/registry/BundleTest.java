package dev.fhirgateway.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleTest {
    private static final RootIds IDS =
            new RootIds(Map.of(new RootIdToken("@rootId1"), "clin-34", new RootIdToken("@rootId12"), "prac-12"));

    @Test
    void request_is_read_whole_and_written_as_it_was() throws IOException {
        // When
        BundleRequest request =
                BundleRequest.read(Golden.json("bundle-request.json")).found().orElseThrow();

        // Then
        assertThat(request.resourceOperations()).hasSize(3);
        assertThat(request.relationshipOperations())
                .extracting(operation -> operation.id())
                .containsExactly(new RelationshipId("@rootId2", "@rootId1"));
        assertThat(Golden.text(request.toJson())).isEqualTo(Golden.compact("bundle-request.json"));
    }

    @Test
    void second_operation_on_a_record_is_told_with_the_place_of_the_first() {
        assertThat(BundleRequest.read(Golden.quoted("{'resourceOperations':["
                                + "{'action':'UPSERT','upsert':{'id':'ab','type':'t','data':{}}},"
                                + "{'action':'CREATE','create':{'type':'t','data':{}}},"
                                + "{'action':'CREATE','create':{'type':'t','data':{}}},"
                                + "{'action':'DELETE','delete':{'id':'ab','type':'other'}},"
                                + "{'action':'DELETE','delete':{'id':'ab','type':'t'}}],'relationshipOperations':["
                                + "{'action':'DELETE','delete':{'id':'a1.b2','type':'t'}},"
                                + "{'action':'DELETE','delete':{'id':'a1,b2','type':'t'}}]}"))
                        .problems())
                .containsExactly(
                        new Problem("resourceOperations[4]", "is about the record of resourceOperations[0]"),
                        new Problem("relationshipOperations[1]", "is about the record of relationshipOperations[0]"));
    }

    @Test
    void malformed_operations_of_both_lists_are_told_at_once() {
        assertThat(BundleRequest.read(Golden.quoted("{'resourceOperations':[{'action':'UPSERT','upsert':[]}],"
                                + "'relationshipOperations':[{},{'action':'UPSERT','upsert':{'type':'t'}}]}"))
                        .problems())
                .extracting(Problem::path)
                .containsExactly(
                        "resourceOperations[0].upsert",
                        "relationshipOperations[0].action",
                        "relationshipOperations[1].upsert.from",
                        "relationshipOperations[1].upsert.to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'resourceOperations':[]}", "[]"})
    void bundle_without_operations_is_one_problem(String body) {
        assertThat(BundleRequest.read(Golden.quoted(body)).problems())
                .extracting(Problem::path)
                .containsExactly("body");
    }

    @Test
    void reply_is_read_whole_and_written_as_it_was() throws IOException {
        // When
        BundleReply reply = BundleReply.read(201, Golden.bytes("bundle-reply.json"));

        // Then
        assertThat(reply.operations()).extracting(Receipt::id).containsExactly("clin-34", "prac-12.clin-34");
        assertThat(Golden.text(reply.toJson())).isEqualTo(Golden.compact("bundle-reply.json"));
    }

    @Test
    void reply_that_only_accepts_has_no_operations() throws IOException {
        assertThat(BundleReply.read(202, "{\"taskId\":\"bd_1\",\"status\":\"ACCEPTED\"}".getBytes(UTF_8)))
                .isEqualTo(new BundleReply("bd_1", WriteStatus.ACCEPTED, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@rootId", "@rootId1", "@rootId42"})
    void token_is_the_word_with_digits_behind(String text) {
        assertThat(RootIdToken.parse(text)).contains(new RootIdToken(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rootId", "@rootIdA", "@rootId1 ", "@rootid", "x@rootId", "@rootId٣"})
    void other_texts_are_no_tokens(String text) {
        assertThat(RootIdToken.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new RootIdToken(text));
    }

    @Test
    void ids_take_the_place_of_tokens_in_texts_and_parts_of_paths_at_any_depth() {
        // Given
        String text = "{'a':'@rootId1','b':[{'c':'clinic/@rootId1/staff/@rootId12'},7,null],"
                + "'@rootId1':'@rootId2','mail':'zz@rootId1.example'}";
        JsonNode tree = Golden.quoted(text);

        // When
        JsonNode resolved = IDS.in(tree);

        // Then
        assertThat(resolved)
                .isEqualTo(Golden.quoted("{'a':'clin-34','b':[{'c':'clinic/clin-34/staff/prac-12'},7,null],"
                        + "'@rootId1':'@rootId2','mail':'zz@rootId1.example'}"));
        assertThat(tree).isEqualTo(Golden.quoted(text));
    }

    @Test
    void ids_take_the_place_of_tokens_in_writes() {
        // Given
        ObjectNode data = (ObjectNode) Golden.quoted("{'at':'@rootId1'}");
        ObjectNode resolved = (ObjectNode) Golden.quoted("{'at':'clin-34'}");

        // Then
        assertThat(IDS.in(new ResourceWrite(data, ResourceMeta.NONE, data)))
                .isEqualTo(new ResourceWrite(resolved, ResourceMeta.NONE, resolved));
        assertThat(IDS.in(new RelationshipWrite(
                        new RecordRef("@rootId12", "p"), new RecordRef("@rootId1", "c"), data, null)))
                .isEqualTo(new RelationshipWrite(
                        new RecordRef("prac-12", "p"), new RecordRef("clin-34", "c"), resolved, null));
    }
}
