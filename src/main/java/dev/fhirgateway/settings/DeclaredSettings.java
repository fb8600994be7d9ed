package dev.fhirgateway.settings;

import java.util.List;
import java.util.stream.Stream;

/** All settings there are, in the order in which an operator reads them. */
final class DeclaredSettings {
    static final List<SettingGroup> GROUPS = List.of(
            GatewaySettings.GROUP,
            HttpSettings.GROUP,
            RegistrySettings.GROUP,
            IntakeSettings.GROUP,
            DeliverySettings.GROUP,
            RepeatSettings.GROUP,
            BulkSettings.GROUP,
            OutageSettings.GROUP,
            FollowUpSettings.GROUP,
            JobSettings.GROUP,
            LedgerSettings.GROUP,
            HistorySettings.GROUP,
            KeepSettings.GROUP,
            MetricsSettings.GROUP,
            SandboxSettings.GROUP);

    private DeclaredSettings() {}

    static List<Setting<?>> all() {
        return GROUPS.stream()
                .<Setting<?>>flatMap(group -> group.settings().stream())
                .toList();
    }

    /** Every key that may be given: those of the settings, and those that name the file of a secret. */
    static List<String> keys() {
        return all().stream()
                .flatMap(setting ->
                        setting.secret() ? Stream.of(setting.key(), setting.fileKey()) : Stream.of(setting.key()))
                .toList();
    }
}
