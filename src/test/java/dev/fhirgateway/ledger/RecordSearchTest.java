package dev.fhirgateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the order in which records are asked for, each is found that was ever named, and no other. */
class RecordSearchTest extends LedgerCase {
    private static final int BATCHES = 4;
    private static final int SIZE = 300;
    private static final List<RecordId> KNOWN = IntStream.range(0, BATCHES * SIZE)
            .mapToObj(i -> record(i % 3 == 2 ? "Practitioner" : "Patient", i))
            .toList();

    private final Map<RecordId, Instant> made = new HashMap<>();

    @BeforeEach
    void comeInBatches() {
        for (int from = 0; from < KNOWN.size(); from += SIZE) {
            deliver("batch-" + from, KNOWN.subList(from, from + SIZE));
        }
    }

    static Stream<Arguments> orders() {
        List<RecordId> patients =
                KNOWN.stream().filter(record -> record.type().equals("Patient")).toList();
        List<RecordId> strangers = IntStream.range(0, 400)
                .mapToObj(i -> record("Patient", 100_000 + i))
                .toList();
        return Stream.of(
                argumentSet("one", KNOWN.subList(700, 701)),
                argumentSet("as they came", KNOWN),
                argumentSet("of one type, as they came", patients),
                argumentSet("from the middle on", KNOWN.subList(555, KNOWN.size())),
                argumentSet("backwards", backwards(KNOWN)),
                argumentSet("in no order", shuffled(KNOWN)),
                argumentSet("some in order, then none", joined(patients.subList(0, 40), shuffled(KNOWN))),
                argumentSet("some in order, then strangers", joined(patients.subList(0, 40), strangers)),
                argumentSet("by turns with strangers", byTurns(patients, strangers)),
                argumentSet("of the first batch and the last one by turns", byTurns(KNOWN, backwards(KNOWN))),
                argumentSet("nobody that is known", strangers));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void eachIsFoundThatWasNamed(List<RecordId> asked) {
        Map<RecordId, Optional<Instant>> found = new HashMap<>();
        try (HeldRecords held = ledger.records().hold(new LinkedHashSet<>(asked))) {
            asked.forEach(record -> found.put(
                    record, Optional.ofNullable(held.get(record).state().createdAt())));
        }

        Map<RecordId, Optional<Instant>> expected = new HashMap<>();
        asked.forEach(record -> expected.put(record, Optional.ofNullable(made.get(record))));
        assertThat(found).isEqualTo(expected);
    }

    private void deliver(String batchId, List<RecordId> records) {
        Origin origin = new Origin(batchId, "ehr", "zz-clinic", NOON, NOON.plusSeconds(120));
        UpsertBatch batch = new UpsertBatch(
                origin,
                UpsertRequest.Preference.MINIMAL,
                IntStream.range(0, records.size())
                        .mapToObj(i -> entry(origin, i, records.get(i)))
                        .toList());
        BatchMemory memory = ledger.records().begin(batch);
        memory.begun().join();
        List<UpsertResult> results = new ArrayList<>();
        for (UpsertEntry entry : batch.entries()) {
            Instant stored = NOON.plusMillis(made.size());
            RecordState state = memory.entry(entry.index()).stored(stored, stored);
            made.put(records.get(entry.index()), stored);
            results.add(new UpsertResult.Persisted(entry, true, Long.toString(state.version()), stored, stored));
        }
        ledger.records()
                .end(BatchReport.of(batch, results))
                .toCompletableFuture()
                .join();
    }

    private static UpsertEntry entry(Origin origin, int index, RecordId record) {
        return new UpsertEntry(origin, index, OriginalBytes.none(), record.type(), record.id(), List.of());
    }

    private static RecordId record(String type, int number) {
        return new RecordId("zz-clinic", type, "r-" + number);
    }

    private static List<RecordId> backwards(List<RecordId> records) {
        List<RecordId> reversed = new ArrayList<>(records);
        Collections.reverse(reversed);
        return reversed;
    }

    private static List<RecordId> shuffled(List<RecordId> records) {
        List<RecordId> shuffled = new ArrayList<>(records);
        Collections.shuffle(shuffled, new Random(17));
        return shuffled;
    }

    private static List<RecordId> joined(List<RecordId> some, List<RecordId> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }

    private static List<RecordId> byTurns(List<RecordId> some, List<RecordId> others) {
        return IntStream.range(0, Math.min(some.size(), others.size()))
                .boxed()
                .flatMap(i -> Stream.of(some.get(i), others.get(i)))
                .distinct()
                .toList();
    }
}
