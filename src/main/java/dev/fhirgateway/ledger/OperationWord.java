package dev.fhirgateway.ledger;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Where an operation of a task stands, in the word that is stored. */
public enum OperationWord {
    /** Not known to be done. Later writes of the record wait for it. */
    PENDING,
    /** Waits for a person at the registry. */
    IN_REVIEW,
    /** Pending after its deadline. */
    OVERDUE,
    /** The registry has it. */
    PERSISTED,
    /** The registry does not take it, and will not. */
    REFUSED,
    /** The registry failed at it each time that it was sent. */
    UNAVAILABLE,
    /** What became of it cannot be found out. */
    UNKNOWN,
    /** A relationship that was not made, because a record at one of its ends is not there. */
    UNRESOLVED,
    /** The same, which the gateway makes when the record comes. */
    PARKED,
    /** It was sent again, and is told of with the task that came of that. */
    REPLACED;

    private static final List<OperationWord> OPEN = List.of(PENDING, IN_REVIEW, OVERDUE);

    /** Whether there is more to ask about it. */
    public boolean isOpen() {
        return OPEN.contains(this);
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OperationWord of(String stored) {
        return valueOf(Objects.requireNonNull(stored).toUpperCase(Locale.ROOT));
    }

    /** Those that {@link #isOpen()} is said of, as SQL lists them. */
    static String open() {
        return Stream.of(values())
                .filter(OperationWord::isOpen)
                .map(word -> "'" + word.stored() + "'")
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();
    }
}
