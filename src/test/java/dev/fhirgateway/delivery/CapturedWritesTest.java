package dev.fhirgateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fhirgateway.ledger.EntryMemory;
import dev.fhirgateway.ledger.NewTask;
import dev.fhirgateway.ledger.RecordId;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.Entries;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.Related;
import dev.fhirgateway.upsert.TaskOperation.Target;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CapturedWritesTest {
    private final UpsertEntry entry = Entries.patient(3, "a");
    private final RegistryCommand put = new RegistryCommand.PutResource(
            entry, new RecordName("patient", "a"), JsonNodeFactory.instance.objectNode());
    private final RegistryCommand create = new RegistryCommand.CreateRelationship(
            entry, new RecordName("gp", "a.d"), JsonNodeFactory.instance.objectNode(), entry::root);

    @Test
    void anEndThatIsOneGoesOn() {
        EntryState persisted = Entries.persisted(entry);

        assertThat(of(put, persisted)).isSameAs(persisted);
        assertThat(of(create, new Related(entry))).isEqualTo(new Related(entry));
    }

    @Test
    void theTaskKnowsWhichEntryItIsFor() {
        Captured captured = (Captured) of(put, Entries.accepted(entry));

        NewTask task = captured.task();
        assertThat(task.taskId()).isEqualTo("s_task");
        assertThat(task.source()).isEqualTo("default");
        assertThat(task.writes()).singleElement().satisfies(write -> {
            assertThat(write.operation().target()).isEqualTo(Target.RESOURCE);
            assertThat(write.operation().entry().position()).isEqualTo(3);
            assertThat(write.operation().entry().id()).isEqualTo("a");
            assertThat(write.payload()).isEqualTo(new byte[] {'{', '}'});
        });
    }

    @Test
    void aRelationshipIsFollowedToo() {
        Captured captured = (Captured) of(create, new Related(entry, "s_task"));

        assertThat(captured.task().writes().get(0).operation().target()).isEqualTo(Target.RELATIONSHIP);
    }

    @Test
    void anEntryGoesOnWhenItsTaskIsRemembered() {
        List<NewTask> remembered = new ArrayList<>();
        CapturedWrites writes = new CapturedWrites(task -> {
            remembered.add(task);
            return CompletableFuture.completedFuture(null);
        });

        EntryState end = writes.follow((Captured) of(put, Entries.accepted(entry)))
                .toCompletableFuture()
                .join();

        assertThat(end).isEqualTo(Entries.accepted(entry));
        assertThat(remembered).hasSize(1);
    }

    @Test
    void ofATaskThatCannotBeRememberedNobodyWillLearnTheEnd() {
        CapturedWrites writes =
                new CapturedWrites(task -> CompletableFuture.failedFuture(new IllegalStateException("Zzmarker")));

        EntryState end = writes.follow((Captured) of(put, Entries.accepted(entry)))
                .toCompletableFuture()
                .join();

        assertThat(end).isInstanceOfSatisfying(UpsertResult.Undelivered.class, undelivered -> {
            assertThat(undelivered.blame()).isEqualTo(Blame.OUTCOME_UNKNOWN);
            assertThat(undelivered.problems().get(0).reason())
                    .contains("resend is safe")
                    .doesNotContain("Zz");
        });
    }

    private static Object of(RegistryCommand command, EntryState end) {
        return CapturedWrites.of(
                command, end, entry -> EntryMemory.unknown(RecordId.of(entry).orElseThrow(), Clock.systemUTC()));
    }
}
