package dev.fhirgateway.workshop;

import dev.fhirgateway.translation.Coverage;
import dev.fhirgateway.translation.Mapping;
import dev.fhirgateway.upsert.Problem;
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
        String mapping = piece.mapping().map(Page::nameOf).orElse("");
        lines.add("entry " + piece.entry().index() + ", " + piece.entry().key() + mapping);
        for (Write write : piece.writes()) {
            lines.add(write.method() + " " + write.path());
            write.body().toPrettyString().lines().forEach(lines::add);
        }
        piece.blame().ifPresent(blame -> {
            for (Problem problem : piece.problems()) {
                lines.add("FAILED " + problem.expression() + ": " + problem.reason() + " (" + blame.code() + ")");
            }
        });
        lines.add("");
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
