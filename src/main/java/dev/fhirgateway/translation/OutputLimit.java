package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * How large a mapping's output may be. A mapping can multiply what it is given: a value that is put into two places,
 * and the result into two again, is small in memory and without end when it is written out. Real records stay a
 * thousand times below.
 */
final class OutputLimit {
    /** The most values, objects and arrays. */
    static final int VALUES = 1_000_000;

    /** The most characters of text. */
    static final long CHARACTERS = 16L * 1024 * 1024;

    /** The most objects and arrays in each other; readers of JSON give up at a thousand. */
    static final int DEPTH = 500;

    static final String TOLD = "its output is larger than " + VALUES + " values or " + CHARACTERS
            + " characters, or deeper than " + DEPTH + " levels";

    private int values;
    private long characters;

    /**
     * Counts one value more.
     *
     * @param depth in how many objects and arrays it is
     * @throws Exceeded when that is too much
     */
    void count(JsonNode value, int depth) {
        values++;
        if (value instanceof TextNode text) {
            characters += text.textValue().length();
        }
        if (values > VALUES || characters > CHARACTERS || depth > DEPTH) {
            throw new Exceeded();
        }
    }

    /** The output is too large. */
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Exceeded() {
            super(TOLD, null, false, false);
        }
    }
}
