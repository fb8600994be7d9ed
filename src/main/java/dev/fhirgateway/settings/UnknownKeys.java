package dev.fhirgateway.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Refuses keys that look like ours but are none: a misspelt setting that is ignored in silence keeps its default. All
 * other keys belong to Camel or to the operator's routes.
 */
final class UnknownKeys {
    private static final Set<String> PREFIXES = Set.of("gateway", "sandbox");
    private static final int NEAR = 2;

    private UnknownKeys() {}

    static void refuse(Map<String, GivenValue> given, List<String> problems) {
        List<String> declared = DeclaredSettings.keys();
        given.forEach((key, value) -> {
            if (!declared.contains(key) && isMeantForUs(key, declared)) {
                value.refuse(key, "there is no such setting" + suggestion(key, declared), problems);
            }
        });
    }

    /** Misspelt prefixes count, and settings spelled like their environment variables. */
    private static boolean isMeantForUs(String key, List<String> declared) {
        String prefix = key.split("\\.", 2)[0];
        return PREFIXES.stream().anyMatch(ours -> distance(ours, prefix) <= NEAR)
                || declared.stream().anyMatch(ours -> sameLetters(ours, key));
    }

    private static String suggestion(String key, List<String> declared) {
        return declared.stream()
                .filter(ours -> sameLetters(ours, key) || distance(ours, key) <= NEAR)
                .min(Comparator.comparingInt(ours -> distance(ours, key)))
                .map(nearest -> ", did you mean " + nearest + "?")
                .orElse("; the README lists all that there are");
    }

    private static boolean sameLetters(String declared, String key) {
        return Setting.environmentName(declared).equals(Setting.environmentName(key));
    }

    /** Levenshtein: the fewest letters to insert, delete or replace. One row of the table is kept. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
