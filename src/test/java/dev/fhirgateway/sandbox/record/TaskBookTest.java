package dev.fhirgateway.sandbox.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.MovableClock;
import dev.fhirgateway.registry.TaskStatus;
import dev.fhirgateway.sandbox.store.MemoryStorage;
import dev.fhirgateway.sandbox.trouble.TaskFate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskBookTest {
    private static final Duration DELAY = Duration.ofSeconds(2);

    private final MovableClock clock = new MovableClock();

    @Test
    void oldest_finished_tasks_are_forgotten_and_pending_ones_are_not() {
        // Given
        Storage storage = new MemoryStorage(2, Long.MAX_VALUE);
        TaskBook tasks = new Holdings(storage, false, clock, DELAY).tasks();
        Operation operation = Operation.OfResource.delete(new RecordKey("clinic-north", "patient", "pat-77"));

        // When
        String waiting = tasks.accept(operation, new TaskFate.OnTime());
        String first = tasks.perform(operation).taskId();
        String second = tasks.perform(operation).taskId();
        String third = tasks.perform(operation).taskId();

        // Then
        assertThat(tasks.find("clinic-north", first)).isEmpty();
        assertThat(tasks.find("clinic-north", second)).isPresent();
        assertThat(tasks.find("clinic-north", third)).isPresent();
        assertThat(tasks.find("clinic-north", waiting)).map(Task::status).contains(TaskStatus.PENDING);
    }
}
