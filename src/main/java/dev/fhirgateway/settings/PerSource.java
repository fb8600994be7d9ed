package dev.fhirgateway.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A value that may differ between registry sources. As text, the general value and those of single sources stand in a
 * comma list, such as {@code single, lab=bulk}.
 *
 * @param general of every source that is not named
 * @param named by the key of their source
 */
public record PerSource<T>(T general, Map<String, T> named) {
    public PerSource {
        Objects.requireNonNull(general);
        named = Map.copyOf(named);
    }

    /** The same for all sources. */
    public static <T> PerSource<T> all(T general) {
        return new PerSource<>(general, Map.of());
    }

    /** The value of a source. */
    public T of(String sourceKey) {
        return named.getOrDefault(sourceKey, general);
    }

    /** How such a value is written, when this is how one alone is. */
    static <T> Form<PerSource<T>> form(Form<T> value) {
        return new Form<>(
                value.expected() + ", and others for single sources as in general, source=value",
                text -> read(text, value),
                values -> Stream.concat(Stream.of(values.general()), values.named().values().stream())
                                .allMatch(value::accepts)
                        && values.named().keySet().stream().allMatch(SourceKey::isValid),
                values -> write(values, value));
    }

    private static <T> Optional<PerSource<T>> read(String text, Form<T> form) {
        Map<String, T> named = new LinkedHashMap<>();
        Optional<T> general = Optional.empty();
        for (String part : text.split(",", -1)) {
            String[] pair = part.split("=", 2);
            Optional<T> value = form.read(pair[pair.length - 1]);
            boolean twice = pair.length == 1
                    ? general.isPresent()
                    : value.isPresent() && named.put(pair[0].strip(), value.get()) != null;
            if (value.isEmpty() || twice) {
                return Optional.empty();
            }
            general = pair.length == 1 ? value : general;
        }
        return general.map(value -> new PerSource<>(value, named));
    }

    private static <T> String write(PerSource<T> values, Form<T> form) {
        return Stream.concat(
                        Stream.of(form.write(values.general())),
                        new TreeMap<>(values.named())
                                .entrySet().stream().map(named -> named.getKey() + "=" + form.write(named.getValue())))
                .collect(Collectors.joining(","));
    }
}
