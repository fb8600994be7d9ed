package dev.fhirgateway.registry;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** How many there may be ({@code registry-side 8}). */
public enum Cardinality {
    ZERO_TO_ONE("0:1", 0, OptionalInt.of(1)),
    ONE_TO_ONE("1:1", 1, OptionalInt.of(1)),
    ZERO_TO_MANY("0:*", 0, OptionalInt.empty()),
    ONE_TO_MANY("1:*", 1, OptionalInt.empty());

    private final String text;
    private final int min;
    private final OptionalInt max;

    Cardinality(String text, int min, OptionalInt max) {
        this.text = text;
        this.min = min;
        this.max = max;
    }

    /** As the registry writes it, e.g. {@code 0:*}. */
    public String text() {
        return text;
    }

    /** The fewest that there may be. */
    public int min() {
        return min;
    }

    /** The most that there may be; empty for no limit. */
    public OptionalInt max() {
        return max;
    }

    /** The cardinality that is written so; empty when none is. */
    public static Optional<Cardinality> ofText(String text) {
        return Arrays.stream(values()).filter(one -> one.text.equals(text)).findFirst();
    }
}
