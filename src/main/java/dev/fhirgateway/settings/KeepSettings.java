package dev.fhirgateway.settings;

import java.time.Duration;
import java.util.List;

/**
 * How long the ledger keeps what waits for somebody.
 *
 * @param parkedFor how long a relationship waits for the record at one of its ends
 */
public record KeepSettings(Duration parkedFor) {
    static final Setting<Duration> PARKED_FOR = Setting.of(
            "gateway.ledger.parked-for",
            Form.days(Duration.ofSeconds(1)),
            "7d",
            "How long a relationship waits for a record at one of its ends that the registry does not have yet. After "
                    + "that it is given up, which the life of the record that asked for it tells.");
    static final SettingGroup GROUP =
            new SettingGroup("How long the ledger keeps what waits for somebody", List.of(PARKED_FOR));

    /**
     * Keeps an instance valid.
     *
     * @throws IllegalArgumentException when a value breaks the rule of its setting
     */
    public KeepSettings {
        PARKED_FOR.require(parkedFor);
    }

    static KeepSettings from(SettingValues values) {
        return new KeepSettings(values.get(PARKED_FOR));
    }
}
