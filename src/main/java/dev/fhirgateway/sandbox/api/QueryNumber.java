package dev.fhirgateway.sandbox.api;

import dev.fhirgateway.sandbox.record.Problems;
import org.jspecify.annotations.Nullable;

/** A whole number in a query string. */
public final class QueryNumber {
    private QueryNumber() {}

    /**
     * Reads it.
     *
     * @param text null when the query does not have it
     * @param untold what it is then, and when it was refused
     * @param problems takes the refusal of what is no number from {@code lowest} to {@code highest}
     */
    public static int read(String name, @Nullable String text, int untold, int lowest, int highest, Problems problems) {
        if (text == null) {
            return untold;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, in the same words as a number out of range.
        }
        problems.add(name, "is not a number from " + lowest + " to " + highest);
        return untold;
    }
}
