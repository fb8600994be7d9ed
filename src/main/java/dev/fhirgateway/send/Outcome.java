package dev.fhirgateway.send;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can become of an entry. */
enum Outcome {
    /** The registry has stored it. */
    PERSISTED("stored"),
    /** The registry works on it. */
    ACCEPTED("accepted"),
    /** It was there as it is. */
    UNCHANGED("unchanged"),
    /** A later version stands for it. */
    SUPERSEDED("superseded"),
    /** All else. */
    FAILED("failed");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    /** As the operator reads it. */
    String word() {
        return word;
    }

    /** Its name in {@code counts} of an answer. */
    String count() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one that an answer names; nothing when it names none. */
    static Optional<Outcome> named(String status) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.name().equals(status))
                .findFirst();
    }
}
