package dev.fhirgateway.sandbox.trouble;

import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** A rule in force, and what it has seen so far. Several threads meet it at once. */
final class ArmedRule {
    private final TroubleRule rule;
    private final int index;
    private final AtomicInteger matched = new AtomicInteger();
    private final AtomicInteger fired = new AtomicInteger();
    private final BoundedCounts matchedByPath = new BoundedCounts();

    /**
     * @param index its place in the script, so that rules alike do not draw alike
     */
    ArmedRule(TroubleRule rule, int index) {
        this.rule = rule;
        this.index = index;
    }

    /**
     * Counts the call, and strikes when it may and it is its turn.
     *
     * @param free whether no rule before has struck this call
     */
    Optional<Trouble> meet(Call call, boolean free) {
        if (!rule.match().matches(call)) {
            return Optional.empty();
        }
        int ofRule = matched.incrementAndGet();
        int ofPath = countsPaths() ? matchedByPath.next(call.path()) : 1;
        int count =
                switch (rule.turn().per()) {
                    case RULE -> ofRule;
                    case RECORD -> ofPath;
                    case SANDBOX -> call.number();
                };
        Random random = Draw.of(rule.seed(), index, call, ofPath);
        return free && rule.turn().isNow(count, random) && fire()
                ? Optional.of(rule.trouble(random))
                : Optional.empty();
    }

    /** A fresh one that has seen nothing. */
    ArmedRule rewound() {
        return new ArmedRule(rule, index);
    }

    RuleReport report() {
        return new RuleReport(rule.asWritten(), matched.get(), fired.get());
    }

    private boolean countsPaths() {
        return rule.turn().per() == Turn.Per.RECORD || rule.isDrawn();
    }

    private boolean fire() {
        return fired.getAndUpdate(before -> before < rule.times() ? before + 1 : before) < rule.times();
    }
}
