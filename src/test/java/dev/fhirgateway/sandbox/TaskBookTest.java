package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.TaskStatus;
import dev.fhirgateway.sandbox.trouble.TaskFate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskBookTest {
    private static final Duration DELAY = Duration.ofSeconds(2);

    private final MovableClock clock = new MovableClock();

    @Test
    void oldest_finished_tasks_are_forgotten_and_pending_ones_are_not() {
        // Given
        TaskBook tasks = new TaskBook(clock, DELAY, 2);
        Operation operation = new Operation(
                new RecordKey("clinic-north", "patient", "pat-77"), Receipt.Action.DELETE, at -> new Outcome.Deleted());

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
