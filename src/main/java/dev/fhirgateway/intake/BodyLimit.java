package dev.fhirgateway.intake;

import dev.fhirgateway.upsert.RequestRefused;

/**
 * How much one body may hold.
 *
 * @param bytes how many bytes, before and after decompression
 * @param setting which setting says so
 * @param entries how many entries
 */
record BodyLimit(long bytes, String setting, int entries) {
    RequestRefused refusal() {
        return new RequestRefused(
                413,
                "too-long",
                "the body is over the limit of " + bytes + " bytes (" + setting + "); send it in smaller batches");
    }
}
