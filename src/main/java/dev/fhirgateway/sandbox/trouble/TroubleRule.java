package dev.fhirgateway.sandbox.trouble;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;

/**
 * One rule of a script. Made by reading a script only, so one that exists is valid.
 *
 * @param asWritten the rule's keys and values
 * @param match which calls it is about
 * @param turn which of those it strikes
 * @param times how many calls it strikes at most
 * @param seed what it draws from
 * @param latency how long they wait
 * @param effect what they meet
 */
record TroubleRule(ObjectNode asWritten, Match match, Turn turn, int times, long seed, Latency latency, Effect effect) {
    TroubleRule {
        asWritten = asWritten.deepCopy();
    }

    @Override
    public ObjectNode asWritten() {
        return asWritten.deepCopy();
    }

    Trouble trouble(Random random) {
        return new Trouble(latency.draw(random), effect);
    }

    /** Whether chance has a say, in who is struck or in how long it takes. */
    boolean isDrawn() {
        return turn.isDrawn() || latency.isDrawn();
    }
}
