package dev.fhirgateway.bench;

import com.github.luben.zstd.Zstd;
import dev.fhirgateway.intake.Intake;
import dev.fhirgateway.ledger.Vault;
import dev.fhirgateway.ledger.journal.Journal;
import dev.fhirgateway.ledger.journal.JournalReader;
import dev.fhirgateway.ledger.journal.JournalWriter;
import dev.fhirgateway.settings.IntakeSettings;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertRequest.Framing;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What an entry of a job costs in its journal, with and without a key, and what it would cost by other compressions. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(JournalCost.ENTRIES)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 4, time = 3)
@Fork(1)
@State(Scope.Thread)
public class JournalCost {
    static final int ENTRIES = 3_000;

    private static final Path SYNTHEA = Path.of("..", "shared", "data", "synthea-patients-300.ndjson");
    private static final int BLOCK_BYTES = 256 * 1024;

    /** Whether the journal is encrypted. */
    @Param({"false", "true"})
    public boolean key;

    private final List<UpsertEntry> entries = new ArrayList<>();
    private final List<byte[]> blocks = new ArrayList<>();
    private Path folder;
    private Journal journal;
    private int number;

    /** Reads the Patients the way that the gateway does. */
    @Setup(Level.Trial)
    public void fill() throws IOException {
        Intake intake =
                new Intake(new IntakeSettings(1L << 30, ENTRIES, 1 << 20, 64), Duration.ofDays(1), Clock.systemUTC());
        byte[] patients = Files.readAllBytes(SYNTHEA);
        while (entries.size() < ENTRIES) {
            entries.addAll(intake.read(new UpsertRequest(
                            "bench",
                            "default",
                            new ByteArrayInputStream(patients),
                            Framing.NDJSON,
                            false,
                            Preference.REPRESENTATION))
                    .entries());
        }
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (UpsertEntry entry : entries) {
            entry.original().writeTo(block);
            if (block.size() >= BLOCK_BYTES) {
                blocks.add(block.toByteArray());
                block.reset();
            }
        }
        blocks.add(block.toByteArray());
        folder = Files.createTempDirectory("journal-cost");
        journal = Journal.in(
                folder, new Vault(key ? List.of(Base64.getEncoder().encodeToString(new byte[32])) : List.of()));
        write("read");
        tell("as sent", blocks.stream().mapToLong(bytes -> bytes.length).sum());
        tell("journal", Files.size(folder.resolve("jobs").resolve("read.journal")));
        tell(
                "zstd 1",
                blocks.stream()
                        .mapToLong(bytes -> Zstd.compress(bytes, 1).length)
                        .sum());
        tell(
                "zstd 3",
                blocks.stream()
                        .mapToLong(bytes -> Zstd.compress(bytes, 3).length)
                        .sum());
        tell("deflate 1", blocks.stream().mapToLong(bytes -> deflate(bytes, 1)).sum());
        tell("deflate 6", blocks.stream().mapToLong(bytes -> deflate(bytes, 6)).sum());
    }

    private static void tell(String what, long bytes) {
        System.out.printf("%n%s: %.0f bytes an entry%n", what, (double) bytes / ENTRIES);
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        journal.delete("read");
        journal.close();
        Files.delete(folder.resolve("jobs").resolve("ledger.lock"));
        Files.delete(folder.resolve("jobs"));
        Files.delete(folder);
    }

    private void write(String job) {
        try (JournalWriter writer = journal.create(job)) {
            entries.forEach(writer::add);
            writer.commit();
        }
    }

    /** A job is written down, to the disk. */
    @Benchmark
    public void write() {
        String job = "job-" + number++;
        write(job);
        journal.delete(job);
    }

    /** All of it is read again. */
    @Benchmark
    public int read() {
        int[] bytes = new int[1];
        try (JournalReader reader = journal.open("read")) {
            reader.from(0)
                    .forEachRemaining(entry -> bytes[0] += entry.original().length());
        }
        return bytes[0];
    }

    /** The blocks, by zstd at its first level. */
    @Benchmark
    public long zstd1() {
        return blocks.stream()
                .mapToLong(bytes -> Zstd.compress(bytes, 1).length)
                .sum();
    }

    /** The blocks, by zstd at its usual level. */
    @Benchmark
    public long zstd3() {
        return blocks.stream()
                .mapToLong(bytes -> Zstd.compress(bytes, 3).length)
                .sum();
    }

    /** The blocks, by the JDK at its fastest. */
    @Benchmark
    public long deflate1() {
        return blocks.stream().mapToLong(bytes -> deflate(bytes, 1)).sum();
    }

    /** The blocks, by the JDK at its usual level. */
    @Benchmark
    public long deflate6() {
        return blocks.stream().mapToLong(bytes -> deflate(bytes, 6)).sum();
    }

    private static long deflate(byte[] bytes, int level) {
        Deflater deflater = new Deflater(level, true);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] out = new byte[bytes.length];
            return deflater.deflate(out);
        } finally {
            deflater.end();
        }
    }
}
