package dev.fhirgateway.upsert;

/** The memory that the body of one request takes: asked for as the body is read, given back by whoever admitted it. */
@FunctionalInterface
public interface BodyMemory {
    /** Of a body that nobody bounds. */
    BodyMemory UNBOUNDED = bytes -> {};

    /**
     * To be called for what was read, before more is read.
     *
     * @param bytes so many more than before, after decompression
     * @throws RequestRefused 429 when the bodies in work take too much
     */
    void take(int bytes);
}
