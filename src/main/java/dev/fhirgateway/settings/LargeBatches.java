package dev.fhirgateway.settings;

/** What becomes of a batch that is larger than one that is answered while its client waits. */
public enum LargeBatches {
    /** It is refused. */
    REFUSE,
    /** It becomes a job, as if its client had asked for that. */
    JOB
}
