package dev.fhirgateway.sandbox.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.MovableClock;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.TaskId;
import dev.fhirgateway.registry.TaskStatus;
import dev.fhirgateway.sandbox.trouble.TaskFate;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TaskTest {
    private static final Outcome DONE = new Outcome.Deleted();
    private static final Outcome UNDONE = new Outcome.Undone();
    private static final Outcome REFUSED =
            new Outcome.Refused(RegistryError.of(ErrorType.NOT_FOUND, "there is no such record"));

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(List.of(), TaskStatus.SUCCESS),
                Arguments.of(List.of(DONE, DONE), TaskStatus.SUCCESS),
                Arguments.of(List.of(DONE, REFUSED), TaskStatus.FAILURE),
                Arguments.of(List.of(DONE, UNDONE), TaskStatus.FAILURE),
                Arguments.of(List.of(REFUSED, UNDONE), TaskStatus.FAILURE),
                Arguments.of(List.of(UNDONE, UNDONE), TaskStatus.CANCELLED));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void status_follows_from_all_outcomes(List<Outcome> outcomes, TaskStatus status) {
        // Given
        Operation operation = Operation.OfResource.delete(new RecordKey("clinic-north", "patient", "pat-77"));
        Work work = new Work.Writes("clinic-north", TaskId.BULK, Collections.nCopies(outcomes.size(), operation));
        PendingTask due =
                new PendingTask(1, "bk_1", MovableClock.START, MovableClock.START, work, new TaskFate.OnTime());

        // When
        Task task = Task.done(due, outcomes);

        // Then
        assertThat(task.status()).isEqualTo(status);
        assertThat(task.receipts()).hasSameSizeAs(outcomes);
    }
}
