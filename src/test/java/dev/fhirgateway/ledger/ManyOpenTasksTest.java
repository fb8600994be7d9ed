package dev.fhirgateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.upsert.OpenTask;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ManyOpenTasksTest {
    private static final int TASKS = 100_000;
    private static final int PAGE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void aPageOfAHundredThousandDueTasksIsAsLargeAsAnyAndComesAsFast(LedgerStore store) {
        try (Ledger ledger = Ledger.open(store.fresh(folder), Clock.systemUTC(), ForkJoinPool.commonPool())) {
            // Given
            ledger.writer().write(ManyOpenTasksTest::fill).toCompletableFuture().join();
            ledger.tasks().due(PAGE, (source, task) -> true, PATIENCE);

            // When
            Instant before = Instant.now();
            List<OpenTask> page = ledger.tasks().due(PAGE, (source, task) -> true, PATIENCE);
            Duration took = Duration.between(before, Instant.now());

            // Then
            assertThat(page).hasSize(PAGE).allSatisfy(task -> assertThat(task.operations())
                    .hasSize(1));
            assertThat(took).isLessThan(Duration.ofSeconds(1));
            assertThat(ledger.tasks().count().tasks()).isEqualTo(TASKS);
        }
    }

    private static int fill(Handle handle) {
        PreparedBatch tasks = handle.prepareBatch(
                "INSERT INTO task (source, task, kind, opened_at, next_poll, polls) VALUES ('zz', ?, 'single', ?, ?, 0)");
        PreparedBatch operations = handle.prepareBatch(
                "INSERT INTO task_operation (source, task, target, record_type, record_id, batch, position, type, id,"
                        + " content, sends, state, changed_at)"
                        + " VALUES ('zz', ?, 'resource', 'patient', ?, 'b', ?, 'Patient', ?, '', 1, 'pending', 0)");
        for (int i = 0; i < TASKS; i++) {
            tasks.bind(0, "s_" + i).bind(1, i).bind(2, i).add();
            operations
                    .bind(0, "s_" + i)
                    .bind(1, "p-" + i)
                    .bind(2, i)
                    .bind(3, "p-" + i)
                    .add();
        }
        return tasks.execute().length + operations.execute().length;
    }
}
