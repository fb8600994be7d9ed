package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The bytes that a Patient takes on its way are the same in each run, which seconds are not, and what costs time takes
 * memory as a rule. The figures are those of code that is not compiled yet: the compiler only takes allocations away, and
 * when it does is chance. Who makes a stage cheaper sets its figure down; who needs more for a good reason says so and sets
 * it up.
 */
class StageAllocationTest {
    private static final double HEAD_ROOM = 1.2;
    private static final int ROUNDS = 5;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private static Path config;

    @ParameterizedTest
    @CsvSource({
        "SCAN,       3126",
        "CHECK,     26505",
        "TRANSLATE, 18430",
        "ENCODE,     3024",
        "ANSWER,     2724",
        "REPORT,    15949"
    })
    void aStageAllocatesNoMoreForAPatientThanItDid(Stage stage, long bytes) {
        BatchOnItsWay batch = new BatchOnItsWay(config);

        long least = IntStream.range(0, ROUNDS)
                .mapToLong(round -> allocated(stage, batch))
                .min()
                .orElseThrow();

        assertThat(least / BatchOnItsWay.PATIENTS)
                .as("bytes that %s allocates for a Patient", stage)
                .isPositive()
                .isLessThanOrEqualTo((long) (bytes * HEAD_ROOM));
    }

    private static long allocated(Stage stage, BatchOnItsWay batch) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Object made = batch.through(stage);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(made).isNotNull();
        return allocated;
    }
}
