package dev.fhirgateway.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.sandbox.SandboxOptions;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a registry does not show is not called a difference. */
class ContractLimitsTest {
    @Test
    void registryWithoutTasksOfSingleWritesCannotShowThem() {
        // When
        ContractRun run = SandboxRuns.run(ContractTarget.sandboxOptions().withAsyncTypes(Set.of()));

        // Then
        assertThat(run.rows(Verdict.Differs.class)).isEmpty();
        assertThat(run.rows(Verdict.CouldNotTell.class))
                .containsExactly(
                        "accepted-put",
                        "accepted-post",
                        "accepted-delete",
                        "accepted-done",
                        "accepted-pending",
                        "accepted-created-id");
    }

    @Test
    void endpointThatIsNotEnabledCannotBeTold() {
        // When
        ContractRun run = SandboxRuns.run(ContractTarget.sandboxOptions()
                .withTrouble(TroubleScript.read("[{path: '/sources/*/v1/bundle', status: 404}]")));

        // Then
        assertThat(run.rows(Verdict.Differs.class)).isEmpty();
        assertThat(run.rows(Verdict.CouldNotTell.class)).hasSize(10).allSatisfy(row -> assertThat(row)
                .startsWith("bundle"));
    }

    @Test
    void keyOfOneSourceNeedsToBeToldWhatItMayWrite() {
        // Given
        SandboxOptions options = SandboxOptions.defaults().withSourceApiKeys(Map.of("clinic", "key-of-clinic"));

        // When
        ContractRun lost = SandboxRuns.runAs("key-of-clinic", options, Optional.empty());
        ContractRun told = SandboxRuns.runAs("key-of-clinic", options, Optional.of(clinic()));

        // Then
        assertThat(lost.verdicts().get("put-creates").toString())
                .contains("could not tell", "PERMISSION_DENIED", "-Dregistry.subjects");
        assertThat(told.rows(Verdict.Confirmed.class)).contains("put-creates", "bulk-each", "meta-post", "key-wrong");
        assertThat(told.rows(Verdict.CouldNotTell.class))
                .contains(
                        "catalog-source", "catalog-profile", "purge", "id-too-short", "put-replaces", "contained-post")
                .contains("relationship-post", "accepted-put");
        assertThat(told.left()).isEmpty();
    }

    @Test
    void keyThatIsNotKnownEndsTheRunAtOnce() {
        // Then
        assertThatThrownBy(() -> SandboxRuns.runAs("nobodys-key", SandboxOptions.defaults(), Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not accept the key")
                .hasMessageNotContaining("nobodys-key");
    }

    private static ObjectNode clinic() {
        return (ObjectNode) Json.read(
                """
                {"source": "clinic", "resource": {"type": "patient", "data": {"active": true}}}""");
    }
}
