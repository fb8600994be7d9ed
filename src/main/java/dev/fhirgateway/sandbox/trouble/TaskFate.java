package dev.fhirgateway.sandbox.trouble;

import dev.fhirgateway.registry.ErrorType;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What becomes of a write that is answered ACCEPTED ({@code registry-side 7}). */
public sealed interface TaskFate {
    /** What to tell somebody who wrote something else. */
    String EXPECTED = "one of on-time, late(30s), never, fails, fails(INVALID_ARGUMENT), in-review, rejected";

    /** Carried out after the sandbox's task delay. */
    record OnTime() implements TaskFate {}

    /**
     * Carried out after a time of its own, so that writes accepted later may be done earlier.
     *
     * @param time from the acceptance, by the sandbox's clock
     */
    record Late(Duration time) implements TaskFate {}

    /** PENDING for ever, nothing stored. */
    record Never() implements TaskFate {}

    /**
     * FAILURE after the task delay, nothing stored.
     *
     * @param error what the receipt says
     */
    record Fails(ErrorType error) implements TaskFate {}

    /** PENDING for ever, its pipeline execution IN_REVIEW, nothing stored. */
    record InReview() implements TaskFate {}

    /** SUCCESS after the task delay, though a reviewer rejected it and nothing is stored: only the receipt tells. */
    record Rejected() implements TaskFate {}

    /** As scripts write it; a late one in whole milliseconds. */
    default String text() {
        if (this instanceof Late late) {
            return "late(" + late.time().toMillis() + "ms)";
        }
        if (this instanceof Fails fails) {
            return "fails(" + fails.error() + ")";
        }
        if (this instanceof Never) {
            return "never";
        }
        if (this instanceof InReview) {
            return "in-review";
        }
        return this instanceof Rejected ? "rejected" : "on-time";
    }

    /** Reads a fate as scripts write it; empty for anything else. */
    static Optional<TaskFate> parse(String text) {
        Matcher form = Pattern.compile("([a-z-]+)(?:\\((\\w+)\\))?").matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        if (form.group(2) != null) {
            return parse(form.group(1), form.group(2));
        }
        return switch (form.group(1)) {
            case "on-time" -> Optional.of(new OnTime());
            case "never" -> Optional.of(new Never());
            case "fails" -> Optional.of(new Fails(ErrorType.INTERNAL));
            case "in-review" -> Optional.of(new InReview());
            case "rejected" -> Optional.of(new Rejected());
            default -> Optional.empty();
        };
    }

    private static Optional<TaskFate> parse(String fate, String argument) {
        return switch (fate) {
            case "late" -> DurationText.parse(argument).map(Late::new);
            case "fails" ->
                Arrays.stream(ErrorType.values())
                        .filter(type -> type.name().equals(argument.toUpperCase(Locale.ROOT)))
                        .findFirst()
                        .map(Fails::new);
            default -> Optional.empty();
        };
    }
}
