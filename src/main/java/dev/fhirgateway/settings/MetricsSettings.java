package dev.fhirgateway.settings;

import java.time.Duration;
import java.util.List;

/**
 * What is measured beyond what costs nothing.
 *
 * @param unmappedSample how often an entry of each type is looked at for what its mapping leaves behind; zero for never
 */
public record MetricsSettings(Duration unmappedSample) {
    static final Setting<Duration> UNMAPPED_SAMPLE = Setting.of(
            "gateway.metrics.unmapped-sample",
            Form.duration(Duration.ZERO),
            "1m",
            "How often one stored entry of each FHIR type is looked at for elements that its mapping does not carry "
                    + "(`gateway.mapping.unmapped`). It costs as much as translating some 30 entries, on a thread of "
                    + "its own. `0s` never looks.");
    static final SettingGroup GROUP = new SettingGroup("What is measured", List.of(UNMAPPED_SAMPLE));

    /**
     * Keeps an instance valid.
     *
     * @throws IllegalArgumentException when a value breaks the rule of its setting
     */
    public MetricsSettings {
        UNMAPPED_SAMPLE.require(unmappedSample);
    }

    static MetricsSettings from(SettingValues values) {
        return new MetricsSettings(values.get(UNMAPPED_SAMPLE));
    }
}
