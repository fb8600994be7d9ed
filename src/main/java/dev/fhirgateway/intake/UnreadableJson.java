package dev.fhirgateway.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.fhirgateway.upsert.RequestRefused;

/**
 * Says where a body stops being JSON. Jackson's own words are not passed on, because they quote the body; and its
 * location is one step late for some faults, because it has read past the byte that it complains of.
 */
final class UnreadableJson {
    private final JsonParser parser;
    private final RecordedBody body;
    private final long skipped;
    private final int entry;

    /**
     * @param parser the parser that gave up
     * @param body what it read from
     * @param skipped how many bytes of the body the parser was not given
     * @param entry how many entries were complete before
     */
    UnreadableJson(JsonParser parser, RecordedBody body, long skipped, int entry) {
        this.parser = parser;
        this.body = body;
        this.skipped = skipped;
        this.entry = entry;
    }

    RequestRefused refusal(JsonProcessingException e) {
        String where = " at byte offset " + (skipped + offset(e)) + (insideEntry() ? ", in entry " + entry : "")
                + " (counted from 0)";
        if (e instanceof JsonEOFException) {
            return new RequestRefused(400, "incomplete", "the body ends early" + where);
        }
        if (e instanceof StreamConstraintsException) {
            return new RequestRefused(
                    400,
                    "too-long",
                    "the JSON is nested too deep, or has a name, number or id of absurd length" + where);
        }
        return new RequestRefused(400, "structure", "the body is not JSON in UTF-8" + where);
    }

    private boolean insideEntry() {
        var context = parser.getParsingContext();
        return context.getNestingDepth() > 1 || context.inObject();
    }

    private long offset(JsonProcessingException e) {
        long reported = e.getLocation() == null
                ? parser.currentLocation().getByteOffset()
                : e.getLocation().getByteOffset();
        String fault = e.getOriginalMessage();
        if (fault.startsWith("Unrecognized token") || fault.startsWith("Non-standard token")) {
            return body.startOfWord(reported);
        }
        boolean late = fault.startsWith("Invalid UTF-8") || fault.startsWith("Illegal character");
        return late ? reported - 1 : reported;
    }
}
