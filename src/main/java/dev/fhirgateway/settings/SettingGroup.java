package dev.fhirgateway.settings;

import java.util.List;

/** Settings that an operator thinks of together: one heading of the shipped properties file. */
record SettingGroup(String title, List<Setting<?>> settings) {
    SettingGroup {
        settings = List.copyOf(settings);
    }
}
