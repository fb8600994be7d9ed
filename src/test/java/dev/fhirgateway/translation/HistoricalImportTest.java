package dev.fhirgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.settings.SourceIdentifiers;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.Translated;
import dev.fhirgateway.upsert.UpsertResult.Rejected;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoricalImportTest {
    private static final String CHANGED = "; a resend helps once the entry is changed";

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T00:00:00Z"), ZoneOffset.UTC);
    private static final String LAST_UPDATED = "'meta': {'lastUpdated': '%s'}, 'active': true";

    @TempDir
    Path config;

    @Test
    void aSourceThatDoesNotWantItSendsNoTimes() {
        assertThat(meta("clinic-b", LAST_UPDATED.formatted("2020-01-01T00:00:00Z"))
                        .has("createdAt"))
                .isFalse();
    }

    @Test
    void theTimeOfTheResourceIsThatOfTheRecord() {
        // When
        JsonNode meta = meta("clinic-a", LAST_UPDATED.formatted("2020-01-01T01:00:00.123+01:00"));

        // Then
        assertThat(meta.path("createdAt").asText()).isEqualTo("2020-01-01T00:00:00.123Z");
        assertThat(meta.path("updatedAt").asText()).isEqualTo("2020-01-01T00:00:00.123Z");
        assertThat(meta.path("identifier")).hasSize(1);
    }

    @Test
    void aResourceWithoutATimeHasNone() {
        assertThat(meta("clinic-a", "'active': true").has("createdAt")).isFalse();
    }

    @Test
    void aMappingMayTakeTheTimesFromElsewhere() throws Exception {
        // Given
        mapping("{'createdAt': .extension[0].valueDateTime}");

        // When
        JsonNode meta = meta(
                "clinic-a",
                "'extension': [{'url': 'urn:x', 'valueDateTime': '2001-02-03T04:05:06Z'}], "
                        + LAST_UPDATED.formatted("2020-01-01T00:00:00Z"));

        // Then
        assertThat(meta.path("createdAt").asText()).isEqualTo("2001-02-03T04:05:06Z");
        assertThat(meta.path("updatedAt").asText()).isEqualTo("2020-01-01T00:00:00Z");
    }

    @Test
    void allThatTheRegistryWouldRefuseIsToldBeforeACall() throws Exception {
        // Given
        mapping("{'createdAt': '2031-01-01T00:00:00Z', 'updatedAt': '2030-01-01T00:00:00Z'}");

        // When
        EntryState state = translate("clinic-a", "'active': true");

        // Then
        assertThat(state).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.blame()).isEqualTo(Blame.SOURCE_DATA);
            assertThat(rejected.problems())
                    .extracting(Problem::reason)
                    .containsExactly(
                            "meta.updatedAt of the record is before meta.createdAt" + CHANGED,
                            "meta.createdAt of the record is in the future" + CHANGED,
                            "meta.updatedAt of the record is in the future" + CHANGED);
        });
    }

    @Test
    void aDateWithoutATimeOfDayIsNoTime() throws Exception {
        // Given
        mapping("{'createdAt': .birthDate}");

        // When
        EntryState state = translate("clinic-a", "'birthDate': '1901-02-03'");

        // Then
        assertThat(state).isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(
                        rejected.problems().get(0).reason())
                .isEqualTo("meta.createdAt of the record is not a date with a time of day" + CHANGED));
    }

    @Test
    void aClockMayBeALittleAhead() {
        assertThat(translate("clinic-a", LAST_UPDATED.formatted("2026-01-02T00:00:05Z")))
                .isInstanceOf(Translated.class);
        assertThat(translate("clinic-a", LAST_UPDATED.formatted("2026-01-02T00:00:06Z")))
                .isInstanceOf(Rejected.class);
    }

    private void mapping(String meta) throws Exception {
        Files.createDirectories(config.resolve("mappings"));
        Files.writeString(
                config.resolve("mappings/Patient.jslt"),
                ("{'resources': [{'type': 'patient', 'data': {'a': 1}, 'meta': " + meta + "}]}").replace('\'', '"'));
    }

    private JsonNode meta(String source, String elements) {
        return ((Translated) translate(source, elements))
                .commands()
                .get(0)
                .payload()
                .path("meta");
    }

    /** Entries of the tests come from the source {@code clinic-a}. */
    private EntryState translate(String source, String elements) {
        Set<String> sources = source.equals("clinic-a") ? Set.of("clinic-a") : Set.of("another");
        return new Translation(Mappings.load(config), SourceIdentifiers.CURRENT, new HistoricalImport(sources, CLOCK))
                .translate(Entries.patient(elements));
    }
}
