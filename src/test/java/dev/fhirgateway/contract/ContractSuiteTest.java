package dev.fhirgateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The suite finds what is there to be found: it is shown registries that are wrong, or that do not show everything. */
class ContractSuiteTest {
    @Test
    void rowsHaveIdsOfTheirOwnAndSayWhereTheyComeFrom() {
        // Then
        assertThat(Contract.rows())
                .hasSizeGreaterThan(100)
                .allSatisfy(
                        row -> assertThat(row.source()).matches("source 00[0-4]|docs|inferred|our decision 14\\.\\d+"))
                .extracting(ContractRow::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void registryOfTheFormerFormsDiffersWhereTheChangeWas() {
        // When
        ContractRun run = SandboxRuns.run(ContractTarget.sandboxOptions().withLegacy(true));

        // Then
        assertThat(run.rows(Verdict.Differs.class))
                .contains(
                        "post-creates",
                        "put-creates",
                        "put-updates",
                        "put-envelope",
                        "put-task",
                        "relationship-key",
                        "relationship-id",
                        "partition-resource",
                        "partition-relationship")
                .doesNotContain("get-bare", "meta-order", "delete-missing", "bulk-order", "bundle-atomic");
        assertThat(run.left()).isEmpty();
    }

    @Test
    void answerOfTheWrongFormIsADifferenceThatSaysWhatCame() {
        // When
        ContractRun run = SandboxRuns.run(
                ContractTarget.sandboxOptions()
                        .withTrouble(
                                TroubleScript.read(
                                        """
                        rules:
                          - method: GET
                            path: /sources/*/v1/tasks/s_*
                            status: 200
                            body: {"taskId": "s_none", "status": "PENDING"}
                          - method: DELETE
                            path: /sources/*/v1/relationships/**
                            status: 200
                            body: {"gone": "Zzmarker"}
                        """)));

        // Then
        assertThat(run.verdicts())
                .containsEntry("relationship-delete", new Verdict.Differs("PERSISTED at /status", "DELETE 200 {gone}"))
                .containsEntry("relationship-delete-missing", new Verdict.Differs("404", "DELETE 200 {gone}"))
                .containsEntry("accepted-done", new Verdict.CouldNotTell("a task was still PENDING after 60 s"));
        assertThat(run.rows(Verdict.Differs.class)).contains("relationship-delete-ends", "task-missing");
        assertThat(run.left()).hasSize(2).allSatisfy(path -> assertThat(path).endsWith("/resources/contract-letter/?"));
        assertThat(new ContractReport("x", run.findings()).markdown()).doesNotContain("Zzmarker");
    }

    @Test
    void registryWhoseWritesAreAllDoneByTasksIsUnderstood() {
        // Given
        Set<String> all = Set.of("contract-person", "contract-place", "contract-letter", "contract-lives-at");

        // When
        ContractRun run = SandboxRuns.run(ContractTarget.sandboxOptions().withAsyncTypes(all));

        // Then
        assertThat(run.rows(Verdict.Differs.class)).isEmpty();
        assertThat(run.verdicts().get("put-creates"))
                .hasToString("could not tell: writes of this type are ACCEPTED here, so 201 could not be seen");
        assertThat(run.rows(Verdict.Confirmed.class))
                .contains("put-replaces", "meta-doubled", "error-property", "relationship-id", "bundle-atomic")
                .contains("accepted-put", "delete-cascades", "post-exists", "bundle-links");
        assertThat(run.left()).isEmpty();
    }

    @Test
    void sourceOfItsOwnIsGoneAtTheEnd() {
        // Given
        try (ContractTarget target = ContractTarget.ofSandbox(ContractTarget.sandboxOptions(), Optional.empty())) {

            // When
            ContractRun.complete(target.workspace());

            // Then
            assertThat(target.workspace()
                            .http()
                            .call("GET", "/catalog/v1/sources", "")
                            .body()
                            .toString())
                    .doesNotContain("contract-");
        }
    }
}
