package dev.fhirgateway.bench;

import dev.fhirgateway.ledger.BatchMemory;
import dev.fhirgateway.ledger.ContentHash;
import dev.fhirgateway.ledger.EntryMemory;
import dev.fhirgateway.ledger.Ledger;
import dev.fhirgateway.ledger.RecordState;
import dev.fhirgateway.settings.LedgerSettings;
import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a batch costs in the ledger: all that is read and written for it, and nothing that is sent. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 5, time = 4)
@Fork(1)
@State(Scope.Thread)
public class LedgerCost {
    private static final ContentHash HASH = ContentHash.of(List.of(new byte[1_000]));

    /** How many entries a batch has. */
    @Param({"100", "1000"})
    public int entries;

    /** How many records the ledger knows, of which batches name any; with 0, they name new ones. */
    @Param({"0", "1000000"})
    public int records;

    /** Whether a batch names them one after the other, as they first came, or any. */
    @Param({"none", "arrival"})
    public String order;

    private final Random random = new Random(11);
    private Ledger ledger;
    private Path folder;
    private int next;

    @Setup(Level.Trial)
    public void fill() throws IOException {
        folder = Files.createTempDirectory("ledger-cost");
        ledger = Ledger.open(new LedgerSettings(folder, Optional.empty(), "", ""), Clock.systemUTC(), Runnable::run);
        for (int from = 0; from < records; from += 5_000) {
            int first = from;
            deliver(batch(5_000, i -> first + i));
        }
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        ledger.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** One batch. */
    @Benchmark
    public void deliver() {
        deliver(batch(entries, i -> {
            if (records == 0) {
                return next++;
            }
            return order.equals("arrival") ? next++ % records : random.nextInt(records);
        }));
    }

    private void deliver(UpsertBatch batch) {
        BatchMemory memory = ledger.records().begin(batch);
        memory.begun().join();
        List<UpsertResult> results =
                batch.entries().stream().map(entry -> stored(memory, entry)).toList();
        ledger.records()
                .end(BatchReport.of(batch, results))
                .toCompletableFuture()
                .join();
    }

    private static UpsertResult stored(BatchMemory memory, UpsertEntry entry) {
        EntryMemory known = memory.entry(entry.index());
        RecordName name = new RecordName("patient", String.valueOf(entry.id()));
        known.sends(HASH, "258194cb5289", Map.of(name, new byte[0]));
        known.called(name, 1, 200);
        Instant now = Instant.now();
        RecordState state = known.stored(now, null);
        return new UpsertResult.Persisted(entry, false, Long.toString(state.version()), now, state.createdAt());
    }

    private static UpsertBatch batch(int size, IntUnaryOperator ids) {
        Instant now = Instant.now();
        Origin origin = new Origin(UUID.randomUUID().toString(), "ehr", "hospital", now, now.plusSeconds(120));
        return new UpsertBatch(
                origin,
                UpsertRequest.Preference.REPRESENTATION,
                IntStream.range(0, size)
                        .mapToObj(i -> new UpsertEntry(
                                origin, i, OriginalBytes.none(), "Patient", id(ids.applyAsInt(i)), List.of()))
                        .toList());
    }

    /** As EHRs give them: of one length, and in no order. */
    private static String id(int number) {
        return new UUID(number * 0x9E3779B97F4A7C15L, number * 0xC2B2AE3D27D4EB4FL).toString();
    }
}
