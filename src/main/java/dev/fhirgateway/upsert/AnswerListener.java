package dev.fhirgateway.upsert;

import java.time.Duration;

/** Is told of every answer, once it is made and before it is written. Called by many threads; has to be quick. */
public interface AnswerListener {
    /**
     * A batch was answered.
     *
     * @param status the HTTP status of the answer
     * @param took the time from its admission
     */
    void answered(BatchReport report, int status, Duration took);

    /** A batch that was answered before was answered the same way again. */
    void repeated(int status);

    /**
     * A request was taken as a job.
     *
     * @param status the HTTP status of the answer
     */
    void taken(int status);

    /** A dry run was answered. */
    void planned(DryRun run);

    /**
     * A request was refused as a whole.
     *
     * @param status the HTTP status of the answer
     */
    void refused(int status);
}
