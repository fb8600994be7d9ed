package dev.fhirgateway.sandbox.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fhirgateway.MovableClock;
import dev.fhirgateway.registry.RecordRef;
import dev.fhirgateway.registry.RelationshipOperation;
import dev.fhirgateway.registry.RelationshipWrite;
import dev.fhirgateway.registry.ResourceWrite;
import dev.fhirgateway.sandbox.store.MemoryStorage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;

class RelationshipStoreTest {
    private static final RecordKey PRACTITIONER = new RecordKey("clinic-north", "practitioner", "prac-1");
    private static final RecordKey CLINIC = new RecordKey("clinic-north", "clinic", "clinic-9");
    private static final RecordKey.Collection WORKS_AT = new RecordKey.Collection("clinic-north", "works-at");

    @RepeatedTest(50)
    void no_relationship_is_left_when_its_end_goes_at_the_same_time() {
        // Given
        Holdings holdings = new Holdings(new MemoryStorage(), false, new MovableClock(), Duration.ZERO);
        TaskBook tasks = holdings.tasks();
        tasks.perform(Operation.OfResource.upsert(PRACTITIONER, empty()));
        tasks.perform(Operation.OfResource.upsert(CLINIC, empty()));
        RelationshipWrite write = new RelationshipWrite(
                new RecordRef("prac-1", "practitioner"), new RecordRef("clinic-9", "clinic"), null, null);
        Operation create = new Operation.OfRelationship(
                WORKS_AT.record(write.id().text()), new RelationshipOperation.Create("works-at", write));

        // When
        CompletableFuture<Outcome> created =
                CompletableFuture.supplyAsync(() -> tasks.perform(create).outcome());
        CompletableFuture<Outcome> deleted = CompletableFuture.supplyAsync(
                () -> tasks.perform(Operation.OfResource.delete(CLINIC)).outcome());
        Outcome outcome = created.join();

        // Then
        assertThat(deleted.join()).isInstanceOf(Outcome.Deleted.class);
        assertThat(outcome).isInstanceOfAny(Outcome.Related.class, Outcome.Refused.class);
        assertThat(holdings.resources().relationships().ids(WORKS_AT)).isEmpty();
    }

    private static ResourceWrite empty() {
        return new ResourceWrite(JsonNodeFactory.instance.objectNode(), null, null);
    }
}
