package dev.fhirgateway.registry;

/** How far a write has come when it is answered ({@code source 004}). Not to be confused with {@link TaskStatus}. */
public enum WriteStatus {
    /** Done: the record is stored or gone. Answered with 201 when it was created, else 200. */
    PERSISTED,
    /** Captured: a task works on it and nothing is visible yet. Answered with 202. */
    ACCEPTED
}
