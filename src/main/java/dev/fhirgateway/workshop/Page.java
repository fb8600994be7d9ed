package dev.fhirgateway.workshop;

import dev.fhirgateway.translation.Coverage;
import dev.fhirgateway.translation.Mapping;
import dev.fhirgateway.upsert.DryRun;
import dev.fhirgateway.upsert.PlannedCall;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.UpsertEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a command prints, line by line; nothing in it changes from one run to the next when nothing else does. */
final class Page {
    private final List<String> lines = new ArrayList<>();

    List<String> lines() {
        return lines;
    }

    /** One resource: what would be sent, or why nothing would be. */
    void add(Piece piece) {
        UpsertEntry entry = piece.plan().entry();
        lines.add("entry " + entry.index() + ", " + entry.key()
                + piece.mapping().map(Page::nameOf).orElse(""));
        if (piece.plan() instanceof DryRun.Planned planned) {
            planned.calls().forEach(this::add);
            planned.unresolved().forEach(problem -> lines.add("UNRESOLVED " + told(problem)));
        }
        if (piece.plan() instanceof DryRun.Refused refused) {
            String blame = " (" + refused.result().blame().code() + ")";
            refused.result().problems().forEach(problem -> lines.add("FAILED " + told(problem) + blame));
        }
        lines.add("");
    }

    private void add(PlannedCall call) {
        lines.add(call.method() + " " + call.path());
        call.body().toPrettyString().lines().forEach(lines::add);
    }

    private static String told(Problem problem) {
        return problem.expression() + ": " + problem.reason();
    }

    private static String nameOf(Mapping mapping) {
        return ", by " + mapping.file() + " version " + mapping.version();
    }

    /** What the mappings do not carry, as a table. */
    void add(Coverage coverage) {
        List<Coverage.Gap> gaps = coverage.gaps();
        if (gaps.isEmpty()) {
            lines.add("Nothing is left behind.");
            return;
        }
        int width = Math.max(
                "Not carried".length(),
                gaps.stream().mapToInt(gap -> gap.path().length()).max().orElse(0));
        String row = "%-" + width + "s | %8s | %8s";
        lines.add(String.format(Locale.ROOT, row, "Not carried", "count", "share"));
        for (Coverage.Gap gap : gaps) {
            String share = String.format(Locale.ROOT, "%.1f %%", 100.0 * gap.count() / gap.of());
            lines.add(String.format(Locale.ROOT, row, gap.path(), gap.count(), share));
        }
    }

    /** A line of its own. */
    void add(String line) {
        lines.add(line);
    }
}
