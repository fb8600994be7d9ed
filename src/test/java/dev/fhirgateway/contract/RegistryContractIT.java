package dev.fhirgateway.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds a registry against its wire contract, from outside: the sandbox, or the workspace that {@link ContractTarget}'s
 * properties name. Each row is a test. One that {@code differs} fails; one that {@code could not be told} fails only on
 * the sandbox, which can show everything.
 */
class RegistryContractIT {
    private static final Path MARKDOWN = Path.of("target", "registry-contract.md");

    private static ContractTarget target;
    private static ContractRun run;

    @BeforeAll
    static void open() throws Exception {
        target = ContractTarget.of(System.getProperties());
        run = new ContractRun(target.workspace());
    }

    @TestFactory
    Stream<DynamicTest> theRegistryKeepsTheContract() {
        return Contract.rows().stream().map(row -> DynamicTest.dynamicTest(row.title(), () -> look(row)));
    }

    @AfterAll
    static void report() throws Exception {
        try (ContractTarget closing = target) {
            run.clean();
            ContractReport report = new ContractReport(closing.name(), run.findings());
            System.out.println(report.text());
            Files.createDirectories(MARKDOWN.getParent());
            Files.writeString(MARKDOWN, report.markdown());
            assertThat(run.left()).as("what could not be deleted").isEmpty();
            assertThat(run.rows(Verdict.Confirmed.class)).as("confirmed rows").isNotEmpty();
        }
    }

    private static void look(ContractRow row) {
        Verdict verdict = run.look(row);
        boolean isFine = verdict instanceof Verdict.Confirmed
                || (verdict instanceof Verdict.CouldNotTell && !target.isSandbox());
        if (!isFine) {
            fail(verdict.toString());
        }
    }
}
