package dev.fhirgateway.intake;

/**
 * What the body of a job may hold.
 *
 * @param maxBytes how many bytes, before and after decompression
 * @param keepsBroken whether the entries before the place where a body breaks off are taken; else nothing is
 */
public record JobBodyRules(long maxBytes, boolean keepsBroken) {
    BodyLimit limit() {
        return new BodyLimit(maxBytes, "gateway.jobs.max-bytes", Integer.MAX_VALUE);
    }
}
