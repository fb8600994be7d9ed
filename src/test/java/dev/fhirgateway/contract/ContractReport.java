package dev.fhirgateway.contract;

import dev.fhirgateway.contract.ContractRun.Finding;
import java.util.List;

/** Tells what a run found: for the console and as Markdown. Holds statuses and forms, no value of a record and no key. */
final class ContractReport {
    private final String target;
    private final List<Finding> findings;

    /**
     * @param target what was looked at, for people
     */
    ContractReport(String target, List<Finding> findings) {
        this.target = target;
        this.findings = List.copyOf(findings);
    }

    /** A line per row, and below those that are not confirmed what was expected, or why it could not be told. */
    String text() {
        StringBuilder text = new StringBuilder(heading()).append('\n');
        for (Finding finding : findings) {
            text.append("%-15s %-32s %s%n"
                    .formatted(
                            finding.verdict().word(),
                            finding.row().id(),
                            finding.row().source()));
            if (!(finding.verdict() instanceof Verdict.Confirmed)) {
                text.append("                %s%n                %s%n"
                        .formatted(finding.row().statement(), finding.verdict()));
            }
        }
        return text.append(heading()).append('\n').toString();
    }

    String markdown() {
        StringBuilder text = new StringBuilder("# " + heading() + "\n\n")
                .append("| row | endpoint | what the contract says | source | verdict | calls |\n")
                .append("|---|---|---|---|---|---|\n");
        for (Finding finding : findings) {
            ContractRow row = finding.row();
            text.append(cells(
                    row.id(),
                    "`" + row.endpoint() + "`",
                    row.statement(),
                    row.source(),
                    finding.verdict().toString(),
                    finding.seen()));
        }
        return text.toString();
    }

    private static String cells(String... cells) {
        StringBuilder line = new StringBuilder("|");
        for (String cell : cells) {
            line.append(' ').append(cell.replace("|", "\\|")).append(" |");
        }
        return line.append('\n').toString();
    }

    private String heading() {
        return "Registry contract at %s: %d rows, %d confirmed, %d differ, %d could not be told"
                .formatted(
                        target,
                        findings.size(),
                        count(Verdict.Confirmed.class),
                        count(Verdict.Differs.class),
                        count(Verdict.CouldNotTell.class));
    }

    private long count(Class<? extends Verdict> verdict) {
        return findings.stream()
                .filter(finding -> verdict.isInstance(finding.verdict()))
                .count();
    }
}
