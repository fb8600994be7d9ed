package dev.fhirgateway.settings;

import java.time.Duration;
import java.util.List;

/**
 * How the gateway finds out what becomes of what the registry has accepted and not yet stored.
 *
 * @param firstPoll how long after its acceptance a task is asked about for the first time; doubles with each further time
 * @param longestPause where the doubling stops
 * @param deadline how long a task is expected to take at most
 * @param slowPace how long to wait between two times after that
 * @param retentionDays after how many days a task is given up, or forgotten when it is over
 */
public record FollowUpSettings(
        Duration firstPoll, Duration longestPause, Duration deadline, Duration slowPace, int retentionDays) {
    static final Setting<Duration> FIRST_POLL = Setting.of(
            "gateway.follow-up.first-poll",
            Form.duration(Duration.ofMillis(1)),
            "200ms",
            "How long after its acceptance a task of the registry is asked about for the first time. The pause doubles "
                    + "with each further time.");
    static final Setting<Duration> LONGEST_PAUSE = Setting.of(
            "gateway.follow-up.longest-pause",
            Form.duration(Duration.ofMillis(1)),
            "30s",
            "The pause that the doubling stops at. Not below `gateway.follow-up.first-poll`.");
    static final Setting<Duration> DEADLINE = Setting.of(
            "gateway.follow-up.deadline",
            Form.duration(Duration.ofMillis(1)),
            "1h",
            "How long a task is expected to take at most. After that its entries are told as still pending, later "
                    + "writes of the same records no longer wait for it, and it is asked about at a slow pace.");
    static final Setting<Duration> SLOW_PACE = Setting.of(
            "gateway.follow-up.slow-pace",
            Form.duration(Duration.ofMillis(1)),
            "15m",
            "The pause between two times after the deadline.");
    static final Setting<Integer> RETENTION_DAYS = Setting.of(
            "gateway.follow-up.retention-days",
            Form.wholeNumber(1, 3650),
            "30",
            "After how many days a task that is still pending is given up, and one that is over is forgotten.");
    static final SettingGroup GROUP = new SettingGroup(
            "What becomes of what the registry has accepted",
            List.of(FIRST_POLL, LONGEST_PAUSE, DEADLINE, SLOW_PACE, RETENTION_DAYS));

    /**
     * Keeps an instance valid.
     *
     * @throws IllegalArgumentException when a value breaks the rule of its setting, or the pauses shrink
     */
    public FollowUpSettings {
        FIRST_POLL.require(firstPoll);
        LONGEST_PAUSE.require(longestPause);
        DEADLINE.require(deadline);
        SLOW_PACE.require(slowPace);
        RETENTION_DAYS.require(retentionDays);
        if (firstPoll.compareTo(longestPause) > 0) {
            throw new IllegalArgumentException(FIRST_POLL.key() + " must not exceed " + LONGEST_PAUSE.key());
        }
    }

    static FollowUpSettings from(SettingValues values) {
        return new FollowUpSettings(
                values.get(FIRST_POLL),
                values.get(LONGEST_PAUSE),
                values.get(DEADLINE),
                values.get(SLOW_PACE),
                values.get(RETENTION_DAYS));
    }
}
