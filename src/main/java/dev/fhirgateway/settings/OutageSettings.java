package dev.fhirgateway.settings;

import java.time.Duration;
import java.util.List;

/**
 * When the registry counts as down, and how the gateway finds out that it is back.
 *
 * @param failureRate from which share of failed calls on, in percent; a record that fails again and again counts once
 * @param calls how many of the last calls are looked at
 * @param callsMin with fewer calls than this, nothing is concluded
 * @param probeInterval how long no call is made; doubles with each probe that fails
 * @param probeIntervalMax where the doubling stops
 */
public record OutageSettings(
        int failureRate, int calls, int callsMin, Duration probeInterval, Duration probeIntervalMax) {
    static final Setting<Integer> FAILURE_RATE = Setting.of(
            "gateway.outage.failure-rate",
            Form.wholeNumber(1, 100),
            "50",
            "From how many failures among a hundred calls on the registry counts as down, and no more calls are made. "
                    + "A record that fails again and again counts once.");
    static final Setting<Integer> CALLS = Setting.of(
            "gateway.outage.calls",
            Form.wholeNumber(1, 10_000),
            "100",
            "How many of the last calls are looked at to find that out.");
    static final Setting<Integer> CALLS_MIN = Setting.of(
            "gateway.outage.calls-min",
            Form.wholeNumber(1, 10_000),
            "20",
            "With fewer calls than this since the start, or since the last outage, nothing is concluded. Not above "
                    + "`gateway.outage.calls`.");
    static final Setting<Duration> PROBE_INTERVAL = Setting.of(
            "gateway.outage.probe-interval",
            Form.duration(Duration.ofMillis(1)),
            "5s",
            "How long no call is made when the registry is down or refuses the API key; then a single one tries. It "
                    + "doubles with each that fails. Clients are told to come back after what is left of it.");
    static final Setting<Duration> PROBE_INTERVAL_MAX = Setting.of(
            "gateway.outage.probe-interval-max",
            Form.duration(Duration.ofMillis(1)),
            "60s",
            "The interval that the doubling stops at. Not below `gateway.outage.probe-interval`.");
    static final SettingGroup GROUP = new SettingGroup(
            "When the registry is down", List.of(FAILURE_RATE, CALLS, CALLS_MIN, PROBE_INTERVAL, PROBE_INTERVAL_MAX));

    /**
     * Keeps an instance valid.
     *
     * @throws IllegalArgumentException when a value breaks the rule of its setting, or two of them do not fit
     */
    public OutageSettings {
        FAILURE_RATE.require(failureRate);
        CALLS.require(calls);
        CALLS_MIN.require(callsMin);
        PROBE_INTERVAL.require(probeInterval);
        PROBE_INTERVAL_MAX.require(probeIntervalMax);
        if (callsMin > calls) {
            throw new IllegalArgumentException(CALLS_MIN.key() + " must not exceed " + CALLS.key());
        }
        if (probeInterval.compareTo(probeIntervalMax) > 0) {
            throw new IllegalArgumentException(PROBE_INTERVAL.key() + " must not exceed " + PROBE_INTERVAL_MAX.key());
        }
    }

    static OutageSettings from(SettingValues values) {
        return new OutageSettings(
                values.get(FAILURE_RATE),
                values.get(CALLS),
                values.get(CALLS_MIN),
                values.get(PROBE_INTERVAL),
                values.get(PROBE_INTERVAL_MAX));
    }
}
