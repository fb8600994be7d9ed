package dev.fhirgateway.sandbox.trouble;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules that hold at the moment. Asked once for every call, from several threads; while there are no rules
 * and no file is followed, that costs two volatile reads.
 */
public final class TroublesInForce {
    private volatile List<ArmedRule> rules = List.of();
    private volatile @Nullable TroubleFile file;

    /** Puts the script of a file in the place of the one before, and again whenever the file has changed. */
    public void follow(TroubleFile followed) {
        replace(followed.first());
        file = followed;
    }

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
        List<ArmedRule> now = now();
        return now.isEmpty() ? Trouble.NONE : decide(now, Call.of(number, method, path));
    }

    /** How each rule has fared, in their order. */
    public List<RuleReport> report() {
        return now().stream().map(ArmedRule::report).toList();
    }

    private List<ArmedRule> now() {
        TroubleFile followed = file;
        if (followed != null) {
            followed.changed().ifPresent(this::replace);
        }
        return rules;
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
