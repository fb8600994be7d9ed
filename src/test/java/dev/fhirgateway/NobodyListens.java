package dev.fhirgateway;

import dev.fhirgateway.upsert.AnswerListener;
import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.DryRun;
import java.time.Duration;

/** Where nobody counts answers. */
final class NobodyListens implements AnswerListener {
    @Override
    public void answered(BatchReport report, int status, Duration took) {}

    @Override
    public void repeated(int status) {}

    @Override
    public void taken(int status) {}

    @Override
    public void planned(DryRun run) {}

    @Override
    public void refused(int status) {}
}
