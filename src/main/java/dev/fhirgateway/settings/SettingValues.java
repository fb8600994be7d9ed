package dev.fhirgateway.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The one text that holds for each setting, out of all the places where it may be given. A setting whose text was
 * refused has none here, so that checks across settings stay silent about it instead of blaming its default.
 */
final class SettingValues {
    private final Map<String, GivenValue> usable = new LinkedHashMap<>();

    /**
     * Picks the strongest text of each setting.
     *
     * @param layers what was given, the strongest place first; below them are the defaults
     * @param problems where refused values are told
     */
    static SettingValues resolve(List<Map<String, GivenValue>> layers, List<String> problems) {
        SettingValues values = new SettingValues();
        for (Setting<?> setting : DeclaredSettings.all()) {
            strongest(setting, layers, problems)
                    .filter(value -> isWellFormed(setting, value, problems))
                    .ifPresent(value -> values.usable.put(setting.key(), value));
        }
        return values;
    }

    private static Optional<GivenValue> strongest(
            Setting<?> setting, List<Map<String, GivenValue>> layers, List<String> problems) {
        for (Map<String, GivenValue> layer : layers) {
            GivenValue value = layer.get(setting.key());
            GivenValue file = setting.secret() ? layer.get(setting.fileKey()) : null;
            if (file != null && value != null) {
                file.refuse(setting.fileKey(), setting.key() + " is given too, expected one of the two", problems);
                return Optional.empty();
            }
            if (file != null) {
                return SecretFile.read(setting.fileKey(), file, problems);
            }
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.of(new GivenValue(setting.defaultText(), "default"));
    }

    private static boolean isWellFormed(Setting<?> setting, GivenValue value, List<String> problems) {
        boolean wellFormed = setting.form().read(value.text()).isPresent();
        if (!wellFormed) {
            value.refuse(setting.key(), "expected " + setting.form().expected(), problems);
        }
        return wellFormed;
    }

    /** The value, or empty when what was given was refused. */
    <T> Optional<T> find(Setting<T> setting) {
        return Optional.ofNullable(usable.get(setting.key()))
                .flatMap(value -> setting.form().read(value.text()));
    }

    /** The value; only to be asked once no problem was found. */
    <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> new IllegalStateException(setting.key() + " was refused"));
    }

    /** True when the setting has a value, and the value passes the test. */
    <T> boolean holds(Setting<T> setting, Predicate<T> test) {
        return find(setting).filter(test).isPresent();
    }

    /** The value as routes see it. */
    <T> String text(Setting<T> setting) {
        return setting.form().write(get(setting));
    }

    /** Tells a problem between settings, at the one that is easiest to change. */
    void refuse(Setting<?> setting, String why, List<String> problems) {
        usable.getOrDefault(setting.key(), new GivenValue("", "not usable")).refuse(setting.key(), why, problems);
    }
}
