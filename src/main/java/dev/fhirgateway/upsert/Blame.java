package dev.fhirgateway.upsert;

import java.util.Arrays;

/** Who has to act on a failed entry: the closed set of {@code fhir-side section 1}, told to the client as a coding. */
public enum Blame {
    /** The entry is not valid FHIR, or breaks a registry rule that was checked here. Fix the entry. */
    SOURCE_DATA("source-data"),
    /** The mapping failed on it, or there is none for this type. Fix the mapping. */
    MAPPING("mapping"),
    /** The registry answered a final error. A resend will not help. */
    REGISTRY_REFUSED("registry-refused"),
    /** Timeouts, 429 and 5xx after all tries. Send again. */
    REGISTRY_UNAVAILABLE("registry-unavailable"),
    /** Sent, but the answer was lost: it may or may not be stored. A resend is safe. */
    OUTCOME_UNKNOWN("outcome-unknown"),
    /** A limit of this gateway. Send smaller, or later. */
    GATEWAY_LIMIT("gateway-limit");

    /** The code system of {@link #code()} in {@code OperationOutcome.issue.details.coding}. */
    public static final String SYSTEM = "urn:fhir-registry-gateway:blame";

    private final String code;

    Blame(String code) {
        this.code = code;
    }

    /** The one of that code. */
    public static Blame ofCode(String code) {
        return Arrays.stream(values())
                .filter(blame -> blame.code.equals(code))
                .findFirst()
                .orElseThrow();
    }

    /** The code as the client sees it. */
    public String code() {
        return code;
    }
}
