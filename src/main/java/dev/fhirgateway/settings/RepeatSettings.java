package dev.fhirgateway.settings;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What is not sent again.
 *
 * @param skipUnchanged the registry sources that are not sent what they have already
 * @param skipUnchangedFor how long the gateway believes that they have it
 * @param skipOlder the registry sources that are not sent what is older than what they have
 */
public record RepeatSettings(Set<String> skipUnchanged, Duration skipUnchangedFor, Set<String> skipOlder) {
    static final Setting<Set<String>> SKIP_UNCHANGED = Setting.of(
            "gateway.delivery.skip-unchanged",
            Form.listOf(SourceKey.FORM),
            "",
            "Registry sources that are not sent a record which they have already: when all that would be sent for an "
                    + "entry equals what was delivered last, the entry is answered as `UNCHANGED` without a call. A "
                    + "request with `X-Force: true` is sent all the same.");
    static final Setting<Duration> SKIP_UNCHANGED_FOR = Setting.of(
            "gateway.delivery.skip-unchanged-for",
            Form.days(Duration.ofSeconds(1)),
            "7d",
            "How long after its delivery a record is believed to be in the registry as it was sent. After that it is "
                    + "sent again, so that what somebody changed there is mended.");
    static final Setting<Set<String>> SKIP_OLDER = Setting.of(
            "gateway.delivery.skip-older",
            Form.listOf(SourceKey.FORM),
            "",
            "Registry sources that are not sent a record whose `meta.lastUpdated` is older than that of the version "
                    + "delivered last: such an entry, a duplicate that comes late, is answered as `SUPERSEDED`. Records "
                    + "without `meta.lastUpdated`, and requests with `X-Force: true`, are always sent.");
    static final SettingGroup GROUP =
            new SettingGroup("What is not sent again", List.of(SKIP_UNCHANGED, SKIP_UNCHANGED_FOR, SKIP_OLDER));

    /**
     * Keeps an instance valid.
     *
     * @throws IllegalArgumentException when a value breaks the rule of its setting
     */
    public RepeatSettings {
        skipUnchanged = Set.copyOf(skipUnchanged);
        skipOlder = Set.copyOf(skipOlder);
        SKIP_UNCHANGED.require(skipUnchanged);
        SKIP_UNCHANGED_FOR.require(skipUnchangedFor);
        SKIP_OLDER.require(skipOlder);
    }

    static RepeatSettings from(SettingValues values) {
        return new RepeatSettings(values.get(SKIP_UNCHANGED), values.get(SKIP_UNCHANGED_FOR), values.get(SKIP_OLDER));
    }
}
