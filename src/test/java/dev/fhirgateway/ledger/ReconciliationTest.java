package dev.fhirgateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fhirgateway.upsert.RequestRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReconciliationTest extends LedgerCase {
    @Override
    Executor completions() {
        return Runnable::run;
    }

    @Test
    void whatIsMissingStaleOrSurplusIsTold() {
        long version = deliver("b-1", NOON, "p-same", "p-old", "p-more").get(0);
        deliver("b-2", null, "p-timeless");

        List<String> differences = differences(
                Set.of(),
                new ListedRecord("Patient", "p-same", version, NOON),
                new ListedRecord("Patient", "p-old", null, NOON.plusSeconds(1)),
                new ListedRecord("Patient", "p-timeless", null, NOON),
                new ListedRecord("Patient", "p-never", null, null));

        assertThat(differences)
                .containsExactly("MISSING p-never", "STALE p-old", "UNKNOWN p-timeless", "SURPLUS p-more");
    }

    @Test
    void aListWithoutTimesAndVersionsAsksForNoMoreThanThatARecordIsThere() {
        deliver("b-1", NOON, "p-1");

        assertThat(differences(Set.of(), new ListedRecord("Patient", "p-1", null, null)))
                .isEmpty();
    }

    @Test
    void aVersionThatTheGatewayHasNotToldYetIsStale() {
        long version = deliver("b-1", NOON, "p-1").get(0);

        assertThat(differences(Set.of(), new ListedRecord("Patient", "p-1", version + 1, null)))
                .containsExactly("STALE p-1");
    }

    @Test
    void otherTypesAreLookedAtWhenTheyAreNamed() {
        deliver("b-1", NOON, "p-1");

        assertThat(differences(Set.of(), new ListedRecord("Encounter", "e-1", null, null)))
                .containsExactly("MISSING e-1");
        assertThat(differences(Set.of("Patient"), new ListedRecord("Encounter", "e-1", null, null)))
                .containsExactly("MISSING e-1", "SURPLUS p-1");
    }

    @Test
    void manyPagesAreReadToTheirEnd() {
        String[] patients = IntStream.range(0, 1700).mapToObj(i -> "p-" + i).toArray(String[]::new);
        deliver("b-1", NOON, patients);

        assertThat(differences(Set.of("Patient"))).hasSize(1700).doesNotHaveDuplicates();
        assertThat(differences(
                        Set.of(),
                        IntStream.range(0, 1700)
                                .mapToObj(i -> new ListedRecord("Patient", "p-" + (1699 - i), null, NOON))
                                .toArray(ListedRecord[]::new)))
                .isEmpty();
    }

    @Test
    void oneListAtATimeAndNothingOfItStays() throws Exception {
        try (Reconciliation first = ledger.reconciliations().begin(RememberedWork.SOURCE)) {
            first.add(new ListedRecord("Patient", "p-1", null, null));
            assertThatThrownBy(() -> ledger.reconciliations().begin(RememberedWork.SOURCE))
                    .isInstanceOfSatisfying(RequestRefused.class, refused -> assertThat(refused.status())
                            .isEqualTo(429));
        }
        ledger.reconciliations().begin(RememberedWork.SOURCE).close();

        assertThat(folder.resolve("reconcile")).isEmptyDirectory();
    }

    @Test
    void whatAKilledGatewayLeftIsTakenAwayAtTheNextStart() throws Exception {
        ledger.close();
        Path left = Files.createDirectories(folder.resolve("reconcile")).resolve("list-1.db");
        Files.createFile(left);

        ledger = Ledger.open(settings, Clock.fixed(NOON, ZoneOffset.UTC), Runnable::run);

        assertThat(left).doesNotExist();
    }

    private List<Long> deliver(String batchId, Instant original, String... patients) {
        RememberedWork work = RememberedWork.begin(ledger, batchId, patients);
        List<Long> versions = new ArrayList<>();
        for (int position = 0; position < patients.length; position++) {
            if (original != null) {
                work.original(position, original);
            }
            versions.add(work.stored(position));
        }
        work.end();
        return versions;
    }

    private List<String> differences(Set<String> types, ListedRecord... list) {
        List<String> differences = new ArrayList<>();
        try (Reconciliation reconciliation = ledger.reconciliations().begin(RememberedWork.SOURCE)) {
            List.of(list).forEach(reconciliation::add);
            reconciliation.complete(types);
            for (Optional<List<Difference>> page = reconciliation.next();
                    page.isPresent();
                    page = reconciliation.next()) {
                page.get().forEach(one -> differences.add(one.kind() + " " + one.id()));
            }
        }
        return differences;
    }
}
