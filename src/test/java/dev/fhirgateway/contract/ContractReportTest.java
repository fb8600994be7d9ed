package dev.fhirgateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.contract.ContractRun.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractReportTest {
    private static final ContractRow ROW =
            new ContractRow("put-creates", "PUT resources/{type}/{id}", "source 004", "a put is 201", talk -> {});
    private static final List<Finding> FINDINGS = List.of(
            new Finding(ROW, new Verdict.Confirmed(), "PUT 201"),
            new Finding(ROW, new Verdict.Differs("201", "PUT 500 {a|b}"), "PUT 500"),
            new Finding(ROW, new Verdict.CouldNotTell("nobody knows"), ""));
    private final ContractReport report = new ContractReport("https://registry.example.org", FINDINGS);

    @Test
    void headingCounts() {
        // Then
        assertThat(report.text())
                .startsWith("Registry contract at https://registry.example.org: "
                        + "3 rows, 1 confirmed, 1 differ, 1 could not be told\n");
    }

    @Test
    void consoleSaysMoreOfWhatIsNotConfirmed() {
        // Then
        assertThat(report.text().lines())
                .contains(
                        "confirmed       put-creates                      source 004",
                        "differs         put-creates                      source 004",
                        "                differs: expected 201; came PUT 500 {a|b}",
                        "                could not tell: nobody knows");
    }

    @Test
    void markdownHasARowForEachAndKeepsItsColumns() {
        // Then
        assertThat(report.markdown().lines())
                .contains(
                        "| row | endpoint | what the contract says | source | verdict | calls |",
                        "| put-creates | `PUT resources/{type}/{id}` | a put is 201 | source 004 | confirmed | PUT 201 |")
                .anyMatch(line -> line.contains("expected 201; came PUT 500 {a\\|b} | PUT 500 |"));
    }
}
