package dev.fhirgateway.followup;

import dev.fhirgateway.settings.FollowUpSettings;
import dev.fhirgateway.upsert.OpenTask;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/**
 * When a task is asked about: soon at first, then after pauses that double up to a limit, and at a slow pace when it takes
 * longer than tasks do ({@code registry-side 14.19}). Pauses differ by a random fifth, so that the tasks of one batch do
 * not come back at the same moment.
 */
final class PollSchedule {
    private static final double JITTER = 0.2;
    private static final Duration UNANSWERED = Duration.ofSeconds(5);
    private static final Duration SHORTEST = Duration.ofMillis(20);

    private final FollowUpSettings settings;
    private final DoubleSupplier random;

    /**
     * @param settings the pauses
     * @param random from 0 to 1
     */
    PollSchedule(FollowUpSettings settings, DoubleSupplier random) {
        this.settings = settings;
        this.random = random;
    }

    /** When to ask for the first time about what was accepted now. */
    Instant first(Instant now) {
        return now.plus(jittered(settings.firstPoll()));
    }

    /** When to ask again about a task that is not over. */
    Instant next(OpenTask task, Instant now) {
        return isHurried(task, now) ? now.plus(hurriedPause(task, now)) : now.plus(jittered(pause(task, now)));
    }

    /** How many times it was asked about by then; before its first time, because somebody waits for it, does not count. */
    int polls(OpenTask task, Instant now) {
        return isHurried(task, now) ? task.polls() : task.polls() + 1;
    }

    private boolean isHurried(OpenTask task, Instant now) {
        Duration earliest = Duration.ofNanos(Math.round(settings.firstPoll().toNanos() * (1 - JITTER)));
        return now.isBefore(task.opened().plus(earliest));
    }

    /** As long as it has taken so far, and not past its first time: so it is told late by as much again at most. */
    private Duration hurriedPause(OpenTask task, Instant now) {
        Duration age = Duration.between(task.opened(), now);
        Duration left = settings.firstPoll().minus(age);
        Duration pause = age.compareTo(SHORTEST) < 0 ? SHORTEST : age;
        return pause.compareTo(left) < 0 ? pause : left;
    }

    /** When to ask again because there was no answer, or none that was about the task. */
    Instant unanswered(OpenTask task, Instant now) {
        Duration least = UNANSWERED.compareTo(settings.longestPause()) < 0 ? UNANSWERED : settings.longestPause();
        Duration pause = pause(task, now);
        return now.plus(jittered(pause.compareTo(least) < 0 ? least : pause));
    }

    /** Whether it takes longer than tasks do. */
    boolean isOverdue(OpenTask task, Instant now) {
        return !now.isBefore(task.opened().plus(settings.deadline()));
    }

    /** Whether it is not asked about any more. */
    boolean isGivenUp(OpenTask task, Instant now) {
        return !now.minus(Duration.ofDays(settings.retentionDays())).isBefore(task.opened());
    }

    private Duration pause(OpenTask task, Instant now) {
        if (isOverdue(task, now)) {
            return settings.slowPace();
        }
        Duration doubled = settings.firstPoll().multipliedBy(1L << Math.min(task.polls() + 1, 30));
        return doubled.compareTo(settings.longestPause()) < 0 ? doubled : settings.longestPause();
    }

    private Duration jittered(Duration pause) {
        double share = 1 - JITTER + 2 * JITTER * random.getAsDouble();
        return Duration.ofNanos(Math.round(pause.toNanos() * share));
    }
}
