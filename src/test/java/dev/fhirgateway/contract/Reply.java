package dev.fhirgateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An answer, and what can be held against it. What does not fit ends the check.
 *
 * @param call what was called, for people
 * @param status its HTTP status; of a task that ended, what its receipt or its success stands for
 * @param body a missing node when it is no JSON
 */
record Reply(String call, int status, JsonNode body) {
    private static final List<String> RECORD = List.of("resource", "relationship");

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    Reply is(Integer... expected) {
        if (!Arrays.asList(expected).contains(status)) {
            throw differsFrom(Arrays.stream(expected).map(String::valueOf).collect(Collectors.joining(" or ")));
        }
        return this;
    }

    /** Done at once. */
    Reply persisted(int expected) {
        if (status == 202) {
            throw new CannotTell("writes of this type are ACCEPTED here, so " + expected + " could not be seen");
        }
        return is(expected).text("/status", "PERSISTED");
    }

    /** Taken, to be done by a task. */
    Reply accepted() {
        if (status == 200 || status == 201) {
            throw new CannotTell("writes of this type are done at once here, so ACCEPTED could not be seen");
        }
        return is(202).text("/status", "ACCEPTED").matches("/taskId", ".+");
    }

    /** Refused with an error of the registry's form; any of the types will do. */
    Reply refused(int expected, String... types) {
        is(expected);
        if (body.path("code").asInt() != expected || !body.path("message").isTextual()) {
            throw differsFrom("an error {code,message,type} with the code " + expected);
        }
        if (types.length > 0 && !Arrays.asList(types).contains(body.path("type").asText())) {
            throw differsFrom(expected + " " + String.join(" or ", types));
        }
        return this;
    }

    /** The endpoint is there for this key and in this workspace. */
    Reply enabled() {
        if (status == 404 || status == 405) {
            throw new CannotTell("the endpoint is not enabled here: " + shown());
        }
        return this;
    }

    Reply text(String pointer, String expected) {
        return holds(expected.equals(body.at(pointer).asText()), expected + " at " + pointer);
    }

    Reply matches(String pointer, String regex) {
        return holds(body.at(pointer).asText().matches(regex), regex + " at " + pointer);
    }

    Reply has(String pointer) {
        return holds(!body.at(pointer).isMissingNode(), pointer);
    }

    Reply hasNo(String pointer) {
        return holds(body.at(pointer).isMissingNode(), "no " + pointer);
    }

    /** The same value there, compared as JSON. */
    Reply equal(String pointer, JsonNode expected) {
        return holds(body.at(pointer).equals(expected), pointer + " as it was sent");
    }

    Reply holds(boolean fits, String expected) {
        if (!fits) {
            throw differsFrom(expected);
        }
        return this;
    }

    /** The record of a write's answer, below either key. */
    JsonNode record() {
        return RECORD.stream()
                .map(body::path)
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseThrow(() -> differsFrom("a record below resource or relationship"));
    }

    /** The record as an answer of its own. */
    Reply ofRecord() {
        return new Reply(call, status, record());
    }

    Difference differsFrom(String expected) {
        return new Difference(expected, shown());
    }

    /** Status and form, without a value of the record. */
    String shown() {
        String word =
                isSuccess() ? body.path("status").asText() : body.path("type").asText();
        boolean isWord = word.matches("[A-Z_]{3,40}");
        return call + " " + status + (isWord ? " " + word : "") + " " + Json.form(body);
    }
}
