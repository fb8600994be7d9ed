package dev.fhirgateway.upsert;

import java.util.Objects;

/**
 * One thing that is wrong with one entry, in words for its sender. What the gateway finds never quotes the resource;
 * what the registry says is passed on, and may. So it goes into the answer, and never into a log.
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
