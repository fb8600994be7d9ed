package dev.fhirgateway.bench;

import dev.fhirgateway.intake.Intake;
import dev.fhirgateway.settings.IntakeSettings;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertRequest.Framing;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to hold an entry against FHIR R4: from its bytes to the valid tree. One call is one entry; they take turns.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
@State(Scope.Thread)
public class CheckCost {
    private static final Path SHARED = Path.of("..", "shared", "data");
    private static final int GENERATED = 300;

    /** All but {@code generated} are files of the folder {@code shared}, and there only beside it. */
    @Param({"generated", "synthea-patients-300", "synthea-encounters-120", "synthea-practitioner-roles-40"})
    public String resources;

    private Intake intake;
    private List<UpsertEntry> entries;
    private int next;

    /** Reads the entries the way that the gateway does. */
    @Setup
    public void read() throws IOException {
        intake = new Intake(new IntakeSettings(1 << 30, 10_000, 1 << 20, 64), Duration.ofDays(1), Clock.systemUTC());
        try (InputStream body = body()) {
            entries = intake.read(new UpsertRequest(
                            "bench", "default", body, Framing.NDJSON, false, Preference.REPRESENTATION))
                    .entries();
        }
    }

    private InputStream body() throws IOException {
        if (!resources.equals("generated")) {
            return Files.newInputStream(SHARED.resolve(resources + ".ndjson"));
        }
        return Patients.generated(GENERATED);
    }

    /** One entry. */
    @Benchmark
    public EntryState check() {
        next = (next + 1) % entries.size();
        return intake.check(entries.get(next));
    }
}
