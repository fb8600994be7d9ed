package dev.fhirgateway.intake;

import org.jspecify.annotations.Nullable;

/**
 * What was read of the body of a job.
 *
 * @param entries how many entries
 * @param bytes how many bytes, after decompression
 * @param broken why nothing more could be read, and at which byte, in words for the client; null when it is whole
 */
public record JobBody(int entries, long bytes, @Nullable String broken) {}
