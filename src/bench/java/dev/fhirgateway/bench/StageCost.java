package dev.fhirgateway.bench;

import dev.fhirgateway.BatchOnItsWay;
import dev.fhirgateway.Stage;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a generated Patient costs in each stage; the same work as the test that counts what it allocates. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Thread)
public class StageCost {
    /** Which. */
    @Param
    public Stage stage;

    private BatchOnItsWay batch;

    /** Makes what the stage takes. */
    @Setup
    public void prepare() {
        batch = new BatchOnItsWay(Path.of("config"));
    }

    /** One batch, told by the Patient. */
    @Benchmark
    @OperationsPerInvocation(BatchOnItsWay.PATIENTS)
    public Object work() {
        return batch.through(stage);
    }
}
