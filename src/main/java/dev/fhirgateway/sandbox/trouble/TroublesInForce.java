package dev.fhirgateway.sandbox.trouble;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules that hold at the moment. Asked once for every call, from several threads; while there are no rules that
 * costs one volatile read.
 */
public final class TroublesInForce {
    private volatile List<ArmedRule> rules = List.of();

    /** Puts a script in the place of the one before; its counts start anew. */
    public synchronized void replace(TroubleScript script) {
        rules = armed(List.of(), script);
    }

    /** Adds a script behind the rules that hold, which keep their counts. */
    public synchronized void append(TroubleScript script) {
        rules = armed(rules, script);
    }

    /** Starts the counts of all rules anew, so that a run can be repeated. */
    public synchronized void rewind() {
        rules = rules.stream().map(ArmedRule::rewound).toList();
    }

    /**
     * What a call meets: the trouble of the first rule that matches it and whose turn it is. Every rule that matches
     * counts it, so that "the second call" is the same call for all of them.
     */
    public Trouble decide(int number, String method, String path) {
        List<ArmedRule> now = rules;
        return now.isEmpty() ? Trouble.NONE : decide(now, Call.of(number, method, path));
    }

    /** How each rule has fared, in their order. */
    public List<RuleReport> report() {
        return rules.stream().map(ArmedRule::report).toList();
    }

    private static Trouble decide(List<ArmedRule> rules, Call call) {
        Optional<Trouble> met = Optional.empty();
        for (ArmedRule rule : rules) {
            Optional<Trouble> trouble = rule.meet(call, met.isEmpty());
            met = met.or(() -> trouble);
        }
        return met.orElse(Trouble.NONE);
    }

    private static List<ArmedRule> armed(List<ArmedRule> before, TroubleScript script) {
        List<ArmedRule> armed = new ArrayList<>(before);
        script.rules().forEach(rule -> armed.add(new ArmedRule(rule, armed.size())));
        return List.copyOf(armed);
    }
}
