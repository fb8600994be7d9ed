package dev.fhirgateway.workshop;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** What is different between two texts, in the form of {@code diff -u}. */
final class Differences {
    private static final int CONTEXT = 3;
    private static final int NAMES_OF_FILES = 2;

    private Differences() {}

    /** The changed lines with three around them; none when the texts are the same. */
    static List<String> between(List<String> before, List<String> after) {
        List<String> unified =
                UnifiedDiffUtils.generateUnifiedDiff("", "", before, DiffUtils.diff(before, after), CONTEXT);
        return unified.stream().skip(NAMES_OF_FILES).toList();
    }
}
