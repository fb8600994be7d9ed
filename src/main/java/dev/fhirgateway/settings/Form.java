package dev.fhirgateway.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the value of a setting looks like.
 *
 * @param expected plain words that complete "expected ..."
 * @param reader text to value; empty when the text is no such value at all
 * @param range which values are allowed
 * @param writer value to the plain text that routes see in {@code {{key}}}
 */
record Form<T>(String expected, Function<String, Optional<T>> reader, Predicate<T> range, Function<T, String> writer) {
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration DECADE = Duration.ofDays(3650);

    /** The value, or empty when the text breaks the form or its range. */
    Optional<T> read(String text) {
        return reader.apply(text.strip()).filter(range);
    }

    boolean accepts(T value) {
        return range.test(value);
    }

    String write(T value) {
        return writer.apply(value);
    }

    static Form<Integer> wholeNumber(int min, int max) {
        return new Form<>(
                "a whole number from " + min + " to " + max,
                text -> text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty(),
                number -> number >= min && number <= max,
                String::valueOf);
    }

    /** Routes see it as digits, in milliseconds. */
    static Form<Duration> duration(Duration min) {
        return new Form<>(
                "a duration from " + min.toMillis() + "ms to 24h, such as 200ms, 2s or 5m",
                Quantity::duration,
                value -> value.compareTo(min) >= 0 && value.compareTo(LONGEST) <= 0,
                value -> Long.toString(value.toMillis()));
    }

    /** How old something may get. Routes see it as digits, in milliseconds. */
    static Form<Duration> age() {
        return new Form<>(
                "an age from 1h to 3650d, such as 12h or 30d",
                Quantity::age,
                value -> value.compareTo(Duration.ofHours(1)) >= 0 && value.compareTo(Duration.ofDays(3650)) <= 0,
                value -> Long.toString(value.toMillis()));
    }

    /** One that may be longer than a day. Routes see it as digits, in milliseconds. */
    static Form<Duration> days(Duration min) {
        return new Form<>(
                "a duration from " + min.toMillis() + "ms to 3650d, such as 12h or 7d",
                Quantity::duration,
                value -> value.compareTo(min) >= 0 && value.compareTo(DECADE) <= 0,
                value -> Long.toString(value.toMillis()));
    }

    /** In bytes; so do routes see it. */
    static Form<Long> size(String max) {
        long most = Quantity.bytes(max).orElseThrow();
        return new Form<>(
                "a size from 1B to " + max + ", such as 512KB or 50MB",
                Quantity::bytes,
                bytes -> bytes >= 1 && bytes <= most,
                String::valueOf);
    }

    static <E extends Enum<E>> Form<E> choice(Class<E> type) {
        E[] values = type.getEnumConstants();
        Function<E, String> name =
                value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Form<>(
                "one of " + Arrays.stream(values).map(name).collect(Collectors.joining(", ")),
                text -> Arrays.stream(values)
                        .filter(value -> name.apply(value).equalsIgnoreCase(text))
                        .findFirst(),
                value -> true,
                name);
    }

    static Form<String> text(String expected, Pattern pattern) {
        return new Form<>(
                expected, Optional::of, value -> pattern.matcher(value).matches(), Function.identity());
    }

    static Form<Boolean> flag() {
        return new Form<>(
                "true or false",
                text -> text.matches("(?i)true|false") ? Optional.of(Boolean.valueOf(text)) : Optional.empty(),
                value -> true,
                String::valueOf);
    }

    /** Whether there is such a file, its user finds out. */
    static Form<Path> path() {
        return new Form<>("the path of a file", Form::pathIfAny, value -> true, Path::toString);
    }

    /** Whether there is such a folder, or it can be made, its user finds out. */
    static Form<Path> folder() {
        return new Form<>("the path of a folder", Form::pathIfAny, value -> true, Path::toString);
    }

    /** By its name, or as an offset. */
    static Form<ZoneId> zone() {
        return new Form<>(
                "a time zone such as UTC, America/Montreal or +02:00", Form::zoneIfAny, value -> true, ZoneId::getId);
    }

    private static Optional<ZoneId> zoneIfAny(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException noZone) {
            return Optional.empty();
        }
    }

    private static Optional<Path> pathIfAny(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    /** A comma list, which may be empty. */
    static Form<Set<String>> listOf(Form<String> element) {
        return new Form<>(
                "a comma-separated list, each " + element.expected(),
                text -> Optional.of(Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.toUnmodifiableSet())),
                values -> values.stream().allMatch(element::accepts),
                values -> String.join(",", new TreeSet<>(values)));
    }

    /** A value that may be left out: empty text is none. */
    static <T> Form<Optional<T>> optional(Form<T> form) {
        return new Form<>(
                form.expected(),
                text -> text.isEmpty()
                        ? Optional.of(Optional.empty())
                        : Optional.of(form.reader().apply(text)).filter(Optional::isPresent),
                value -> value.map(form::accepts).orElse(true),
                value -> value.map(form::write).orElse(""));
    }
}
