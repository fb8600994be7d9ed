package dev.fhirgateway.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * What became of an entry, as the gateway answered.
 *
 * @param helpedByResend whether it failed, and may not fail when it is sent again
 * @param issues the {@code OperationOutcome.issue}s that tell why; empty as a rule
 */
record EntryEnd(Outcome outcome, boolean helpedByResend, ArrayNode issues) {
    private static final String UNNAMED = "unnamed";

    /** A failure that the gateway has not told. */
    static EntryEnd failure(String blame, String reason) {
        ArrayNode issues = JsonNodeFactory.instance.arrayNode();
        issues.addObject()
                .put("severity", "error")
                .put("code", "too-long")
                .put("diagnostics", reason)
                .putObject("details")
                .putArray("coding")
                .addObject()
                .put("code", blame);
        return new EntryEnd(Outcome.FAILED, false, issues);
    }

    boolean hasFailed() {
        return outcome == Outcome.FAILED;
    }

    /** Who has to act, by the code of {@code fhir-side section 1}. */
    String blame() {
        return blame(issues);
    }

    /** The same, of the issues of any OperationOutcome. */
    static String blame(JsonNode issues) {
        String code = issues.path(0)
                .path("details")
                .path("coding")
                .path(0)
                .path("code")
                .asText();
        return code.isEmpty() ? UNNAMED : code;
    }
}
