package dev.fhirgateway.bench;

import dev.fhirgateway.intake.Intake;
import dev.fhirgateway.settings.IntakeSettings;
import dev.fhirgateway.settings.SourceIdentifiers;
import dev.fhirgateway.translation.Mappings;
import dev.fhirgateway.translation.Translation;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertRequest.Framing;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import dev.fhirgateway.upsert.ValidEntry;
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
 * What it costs to make the write of a Patient: its mapping, the check of what that gives, ids and identifiers; from the
 * parsed and valid resource to the tree that is sent. One call is one Patient; they take turns.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
@State(Scope.Thread)
public class TranslationCost {
    private static final Path SYNTHEA = Path.of("..", "shared", "data", "synthea-patients-300.ndjson");
    private static final int GENERATED = 300;

    /** {@code synthea} is there only beside the folder {@code shared}. */
    @Param({"generated", "synthea"})
    public String patients;

    private Translation translation;
    private List<ValidEntry> entries;
    private int next;

    /** Reads the Patients the way that the gateway does. */
    @Setup
    public void read() throws IOException {
        Intake intake =
                new Intake(new IntakeSettings(1 << 30, 10_000, 1 << 20, 64), Duration.ofDays(1), Clock.systemUTC());
        try (InputStream body =
                patients.equals("synthea") ? Files.newInputStream(SYNTHEA) : Patients.generated(GENERATED)) {
            List<UpsertEntry> read = intake.read(new UpsertRequest(
                            "bench", "default", body, Framing.NDJSON, false, Preference.REPRESENTATION))
                    .entries();
            entries =
                    read.stream().map(entry -> (ValidEntry) intake.check(entry)).toList();
        }
        translation = new Translation(Mappings.load(Path.of("config")), SourceIdentifiers.CURRENT);
    }

    /** One Patient. */
    @Benchmark
    public EntryState translate() {
        next = (next + 1) % entries.size();
        return translation.translate(entries.get(next));
    }
}
