package dev.fhirgateway.sandbox.trouble;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.jspecify.annotations.Nullable;

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
 * @param taskTime how long the task takes that they become; null for what its fate says
 */
record TroubleRule(
        ObjectNode asWritten,
        Match match,
        Turn turn,
        int times,
        long seed,
        Latency latency,
        Effect effect,
        @Nullable Latency taskTime) {
    TroubleRule {
        asWritten = asWritten.deepCopy();
    }

    @Override
    public ObjectNode asWritten() {
        return asWritten.deepCopy();
    }

    Trouble trouble(Random random) {
        Duration waits = latency.draw(random);
        if (taskTime == null || !(effect instanceof Effect.Task task)) {
            return new Trouble(waits, effect);
        }
        Duration takes = taskTime.draw(random).truncatedTo(ChronoUnit.MILLIS);
        return new Trouble(
                waits, new Effect.Task(new TaskFate.Late(takes, task.fate().end())));
    }

    /** Whether chance has a say, in who is struck or in how long it takes. */
    boolean isDrawn() {
        return turn.isDrawn() || latency.isDrawn() || (taskTime != null && taskTime.isDrawn());
    }
}
