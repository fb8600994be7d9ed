package dev.fhirgateway.upsert;

import java.util.Objects;

/**
 * One thing that is wrong with one entry, in words that its sender understands. Never holds a value out of the
 * resource, so it may be logged and counted.
 *
 * @param issueCode FHIR issue type ({@code FHIR R4 valueset-issue-type.html}), e.g. {@code structure}, {@code value}
 * @param expression FHIRPath into the entry, e.g. {@code Patient.name[0].given[1]}
 * @param reason what is wrong and, where it can be said, what is expected
 */
public record Problem(String issueCode, String expression, String reason) {
    public Problem {
        Objects.requireNonNull(issueCode);
        Objects.requireNonNull(expression);
        Objects.requireNonNull(reason);
    }
}
