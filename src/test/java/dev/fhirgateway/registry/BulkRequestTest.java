package dev.fhirgateway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkRequestTest {
    @Test
    void request_on_resources_is_read_whole_and_written_as_it_was() throws IOException {
        // When
        BulkRequest<ResourceOperation> request = BulkRequest.readResources(Golden.json("bulk-request.json"))
                .found()
                .orElseThrow();

        // Then
        assertThat(request.operations())
                .extracting(ResourceOperation::action)
                .containsExactly(Receipt.Action.CREATE, Receipt.Action.UPSERT, Receipt.Action.DELETE);
        assertThat(request.operations()).extracting(ResourceOperation::id).containsExactly(null, "clin-34", "clin-35");
        assertThat(request.operations())
                .allMatch(operation -> operation.targetType() == Receipt.TargetType.RESOURCE)
                .allMatch(operation -> operation.type().equals("clinic"));
        assertThat(Golden.text(request.toJson())).isEqualTo(Golden.compact("bulk-request.json"));
        assertThat(request).asString().doesNotContain("Zzmarker", "clin-34");
    }

    @Test
    void request_on_relationships_is_read_whole_and_written_as_it_was() throws IOException {
        // When
        BulkRequest<RelationshipOperation> request = BulkRequest.readRelationships(
                        Golden.json("bulk-request-relationships.json"))
                .found()
                .orElseThrow();

        // Then
        assertThat(request.operations())
                .extracting(operation -> operation.id().text())
                .containsExactly("prac-12.clin-34", "prac-12.clin-35", "prac-12.clin-36");
        assertThat(request.operations())
                .allMatch(operation -> operation.targetType() == Receipt.TargetType.RELATIONSHIP)
                .allMatch(operation -> operation.type().equals("works-at"));
        assertThat(Golden.text(request.toJson())).isEqualTo(Golden.compact("bulk-request-relationships.json"));
        assertThat(request).asString().doesNotContain("Zzmarker", "clin-34");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'id':'a1.b2'",
                "'id':'a1,b2'",
                "'id':'practitioner.a1,clinic.b2'",
                "'from':{'id':'a1','type':'practitioner'},'to':{'id':'b2','type':'clinic'}"
            })
    void relationship_is_deleted_by_its_id_in_any_form_or_by_its_ends(String named) {
        assertThat(BulkRequest.readRelationships(
                                Golden.quoted("{'operations':[{'action':'delete','delete':{'type':'works-at',%s}}]}"
                                        .formatted(named)))
                        .found()
                        .orElseThrow()
                        .operations())
                .containsExactly(new RelationshipOperation.Delete(new RelationshipId("a1", "b2"), "works-at"));
    }

    @Test
    void every_malformed_operation_is_told_with_its_index() {
        assertThat(BulkRequest.readResources(
                                Golden.quoted(
                                        "{'operations':[{'action':'CREATE','create':{}},"
                                                + "{'action':'UPSERT','upsert':{'id':'ab','type':'t','data':{}}},{'action':'UPSERT'},"
                                                + "{'action':'PATCH','patch':{}},{'upsert':{}},7,"
                                                + "{'action':'UPSERT','upsert':{'type':'t','data':'Zzmarker','meta':[],"
                                                + "'contained':{'k':[{'id':'ab','type':'t'}]}}},{'action':'DELETE','delete':{'id':true}}]}"))
                        .problems())
                .containsExactly(
                        new Problem("operations[0].create.type", "is required"),
                        new Problem("operations[0].create.data", "is required"),
                        new Problem("operations[2].upsert", "is required"),
                        new Problem("operations[3].action", "is not one of CREATE, UPSERT, DELETE"),
                        new Problem("operations[4].action", "is required, one of CREATE, UPSERT, DELETE"),
                        new Problem("operations[5]", "is not an object"),
                        new Problem("operations[6].upsert.id", "is required"),
                        new Problem("operations[6].upsert.contained.k[0].data", "is required"),
                        new Problem("operations[6].upsert.data", "is not an object"),
                        new Problem("operations[6].upsert.meta", "is not an object"),
                        new Problem("operations[7].delete.type", "is required"),
                        new Problem("operations[7].delete.id", "is not a string"));
    }

    @Test
    void relationship_without_ends_or_with_an_id_that_is_none_is_told_with_its_index() {
        assertThat(BulkRequest.readRelationships(Golden.quoted("{'operations':["
                                + "{'action':'CREATE','create':{'type':'t','from':{'id':'a.b','type':'t'}}},"
                                + "{'action':'DELETE','delete':{'type':'t'}},"
                                + "{'action':'DELETE','delete':{'type':'t','id':'Zzmarker'}}]}"))
                        .problems())
                .containsExactly(
                        new Problem(
                                "operations[0].create.from.id",
                                "holds one of . , : and cannot be the end of a relationship"),
                        new Problem("operations[0].create.to", "is required"),
                        new Problem("operations[1].delete.id", "is required"),
                        new Problem("operations[2].delete.id", "is no id of a relationship"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'operations':null}", "{'operations':{}}", "{'operations':[]}"})
    void request_without_operations_is_one_problem(String body) {
        assertThat(BulkRequest.readResources(Golden.quoted(body)).problems())
                .extracting(Problem::path)
                .containsExactly("operations");
    }
}
