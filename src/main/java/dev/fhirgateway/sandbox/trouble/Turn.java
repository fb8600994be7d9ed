package dev.fhirgateway.sandbox.trouble;

import java.util.Random;

/**
 * Which of the calls that match a rule it strikes.
 *
 * @param choice by the call's count
 * @param number what the choice goes by
 * @param per what is counted
 * @param probability of those that the choice takes, 0 to 1
 */
record Turn(Choice choice, int number, Per per, double probability) {
    /** A choice by count; its name is the key in the script. */
    enum Choice {
        ALL,
        NTH,
        EVERY,
        FIRST
    }

    /** What a count is a count of. */
    enum Per {
        /** The calls that match the rule. */
        RULE,
        /** The calls that match the rule and have the same path. */
        RECORD,
        /** All the calls to the sandbox, whether they match or not. */
        SANDBOX
    }

    boolean isNow(int count, Random random) {
        return chosen(count) && (probability >= 1 || random.nextDouble() < probability);
    }

    boolean isDrawn() {
        return probability < 1;
    }

    private boolean chosen(int count) {
        return switch (choice) {
            case ALL -> true;
            case NTH -> count == number;
            case EVERY -> count % number == 0;
            case FIRST -> count <= number;
        };
    }
}
