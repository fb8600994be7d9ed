package dev.fhirgateway.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One look at a registry: row after row, then the cleaning up. */
final class ContractRun {
    /** What came of one row, and the calls that told it. */
    record Finding(ContractRow row, Verdict verdict, String seen) {}

    private final Workspace workspace;
    private final List<Finding> findings = new ArrayList<>();
    private List<String> left = List.of();

    ContractRun(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Looks at all rows and cleans up. */
    static ContractRun complete(Workspace workspace) {
        ContractRun run = new ContractRun(workspace);
        Contract.rows().forEach(run::look);
        run.clean();
        return run;
    }

    Verdict look(ContractRow row) {
        Talk talk = new Talk(workspace);
        Verdict verdict = row.verdict(talk);
        findings.add(new Finding(row, verdict, talk.seen()));
        return verdict;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    Map<String, Verdict> verdicts() {
        return findings.stream()
                .collect(Collectors.toMap(finding -> finding.row().id(), Finding::verdict));
    }

    /** The ids of the rows with this verdict. */
    List<String> rows(Class<? extends Verdict> verdict) {
        return findings.stream()
                .filter(finding -> verdict.isInstance(finding.verdict()))
                .map(finding -> finding.row().id())
                .toList();
    }

    /** Deletes what was written. */
    void clean() {
        left = workspace.clean();
    }

    /** The paths of what could not be deleted. */
    List<String> left() {
        return left;
    }
}
