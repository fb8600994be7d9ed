package dev.fhirgateway.sandbox.trouble;

import java.util.List;

/**
 * An ordered list of rules; the first whose turn it is decides what a call meets. The reference of its text, which is
 * YAML or JSON, is {@code src/docs/sandbox.md}.
 */
public final class TroubleScript {
    private static final TroubleScript EMPTY = new TroubleScript(List.of());

    private final List<TroubleRule> rules;

    TroubleScript(List<TroubleRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** No rules, no trouble. */
    public static TroubleScript empty() {
        return EMPTY;
    }

    /**
     * Reads a script: a list of rules, an object with {@code rules} and {@code seed}, or a single rule.
     *
     * @throws TroubleScriptException with all problems at once, or with the one that made the rest unreadable
     */
    public static TroubleScript read(String text) {
        return ScriptReader.read(text);
    }

    List<TroubleRule> rules() {
        return rules;
    }

    @Override
    public String toString() {
        return "TroubleScript[" + rules.size() + " rules]";
    }
}
