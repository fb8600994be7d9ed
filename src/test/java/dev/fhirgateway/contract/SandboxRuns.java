package dev.fhirgateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.sandbox.SandboxOptions;
import java.util.Optional;

/** Whole runs against sandboxes. */
final class SandboxRuns {
    private SandboxRuns() {}

    /** Looks at all rows, and sees that it says what stayed behind. */
    static ContractRun run(SandboxOptions options) {
        try (ContractTarget target = ContractTarget.ofSandbox(options, Optional.empty())) {
            ContractRun run = ContractRun.complete(target.workspace());
            Reply state = target.workspace().http().call("GET", "/sandbox/state", "");
            assertThat(state.body().path("records").isEmpty())
                    .isEqualTo(run.left().isEmpty());
            assertThat(state.body().path("relationships")).isEmpty();
            return run;
        }
    }

    static ContractRun runAs(String key, SandboxOptions options, Optional<ObjectNode> subjects) {
        try (ContractTarget target = ContractTarget.ofSandbox(options, key, subjects)) {
            return ContractRun.complete(target.workspace());
        }
    }
}
