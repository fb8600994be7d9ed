package dev.fhirgateway.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    private static final URI TO = URI.create("http://127.0.0.1:8080/fhir");
    private static final List<String> STAMPS = List.of("patients.ndjson 10 2026");

    @TempDir
    Path folder;

    @Test
    void whatWasAnsweredIsKnownToTheNextRun() throws Exception {
        try (StateFile state = open()) {
            assertThat(state.isResumed()).isFalse();
            settle(state, 0, 1, 2, 7);
            settle(state, 4);
        }

        try (StateFile state = open()) {
            assertThat(state.isResumed()).isTrue();
            assertThat(List.of(0, 1, 2, 4, 7)).allMatch(position -> state.isDone(Originals.of(position, "a")));
            assertThat(List.of(3, 5, 6, 8)).noneMatch(position -> state.isDone(Originals.of(position, "a")));
            assertThat(state.kept()).isEqualTo(new FailedFile.Kept(10, 20, 1));
            assertThat(state.last().path("counts").path("persisted").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aLastLineThatIsNotWholeDoesNotCount() throws Exception {
        try (StateFile state = open()) {
            settle(state, 0);
        }
        Files.writeString(path(), "{\"done\":\"1-5", StandardOpenOption.APPEND);

        try (StateFile state = open()) {
            assertThat(state.isDone(Originals.of(0, "a"))).isTrue();
            assertThat(state.isDone(Originals.of(1, "a"))).isFalse();
            settle(state, 1);
        }
        try (StateFile state = open()) {
            assertThat(state.isDone(Originals.of(1, "a"))).isTrue();
        }
    }

    @Test
    void theStateOfSomethingElseIsRefused() throws Exception {
        open().close();

        assertThatThrownBy(() -> StateFile.open(path(), URI.create("http://other/fhir"), false, STAMPS))
                .hasMessageContaining("another --to");
        assertThatThrownBy(() -> StateFile.open(path(), TO, true, STAMPS)).hasMessageContaining("--async");
        assertThatThrownBy(() -> StateFile.open(path(), TO, false, List.of("patients.ndjson 11 2026")))
                .hasMessageContaining("has changed");
        Files.writeString(path(), "something else\n");
        assertThatThrownBy(this::open).isInstanceOf(CannotSend.class);
        assertThat(path()).hasContent("something else");
    }

    @Test
    void nothingOfAResourceIsInIt() throws Exception {
        try (StateFile state = open()) {
            settle(state, 0, 1);
        }

        assertThat(Files.readString(path())).doesNotContain("Zzmarker", "Patient/");
    }

    private StateFile open() throws CannotSend {
        return StateFile.open(path(), TO, false, STAMPS);
    }

    private Path path() {
        return folder.resolve("state");
    }

    private static void settle(StateFile state, int... positions) throws Exception {
        EntryEnd stored = new EntryEnd(Outcome.PERSISTED, false, JsonNodeFactory.instance.arrayNode());
        Tally tally = new Tally();
        tally.add(stored);
        List<Settled> settled = Arrays.stream(positions)
                .mapToObj(position -> new Settled(Originals.of(position, "a"), stored))
                .toList();
        state.answered(settled, tally, new FailedFile.Kept(10, 20, 1));
    }
}
