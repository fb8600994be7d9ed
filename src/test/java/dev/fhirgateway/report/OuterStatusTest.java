package dev.fhirgateway.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.Entries;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OuterStatusTest {
    private static final UpsertEntry ENTRY = Entries.patient(0, "a");
    private static final UpsertResult PERSISTED = Entries.persisted(ENTRY);
    private static final UpsertResult ACCEPTED = Entries.accepted(ENTRY);
    private static final UpsertResult UNCHANGED = Entries.unchanged(ENTRY);
    private static final UpsertResult INVALID = Entries.rejected(ENTRY, Blame.SOURCE_DATA);
    private static final UpsertResult REFUSED = Entries.rejected(ENTRY, Blame.REGISTRY_REFUSED);
    private static final UpsertResult DOWN = Entries.undelivered(ENTRY);

    private static final UpsertResult SUPERSEDED = new UpsertResult.Superseded(ENTRY, 1);

    static Stream<Arguments> outcomes() {
        return Stream.of(
                arguments("nothing was sent, nothing failed", List.of(), 200, "0/0/0/0"),
                arguments("all persisted", List.of(PERSISTED, PERSISTED), 200, "2/0/0/0"),
                arguments("unchanged counts as stored", List.of(PERSISTED, UNCHANGED), 200, "1/0/1/0"),
                arguments("one accepted", List.of(PERSISTED, ACCEPTED), 202, "1/1/0/0"),
                arguments("some failed", List.of(PERSISTED, INVALID), 207, "1/0/0/1"),
                arguments("accepted and failed", List.of(ACCEPTED, DOWN), 207, "0/1/0/1"),
                arguments("all refused for their content", List.of(INVALID, REFUSED), 422, "0/0/0/2"),
                arguments("the registry reached for none", List.of(DOWN, DOWN), 503, "0/0/0/2"),
                arguments("none reached, one was invalid", List.of(DOWN, INVALID), 503, "0/0/0/2"),
                arguments("one was answered, one was not", List.of(DOWN, REFUSED), 207, "0/0/0/2"),
                arguments("superseded by a stored one", List.of(SUPERSEDED, PERSISTED), 200, "1/0/0/0"),
                arguments("superseded by an accepted one", List.of(SUPERSEDED, ACCEPTED), 202, "0/1/0/0"),
                arguments("superseded by a refused one", List.of(SUPERSEDED, INVALID), 422, "0/0/0/1"),
                arguments("superseded by one not delivered", List.of(SUPERSEDED, DOWN), 503, "0/0/0/1"),
                arguments("superseded, and others", List.of(SUPERSEDED, DOWN, PERSISTED), 207, "1/0/0/1"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("outcomes")
    void followsTheResults(String name, List<UpsertResult> results, int status, String counts) {
        assertThat(OuterStatus.of(results)).isEqualTo(status);

        Counts counted = Counts.of(results);
        assertThat(counted.persisted() + "/" + counted.accepted() + "/" + counted.unchanged() + "/" + counted.failed())
                .isEqualTo(counts);
        assertThat(counted.total()).isEqualTo(results.size());
    }
}
