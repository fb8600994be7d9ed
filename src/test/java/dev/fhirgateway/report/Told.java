package dev.fhirgateway.report;

import dev.fhirgateway.upsert.AnswerListener;
import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.DryRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a report tells its listener, as statuses. */
final class Told implements AnswerListener {
    final List<String> answers = new ArrayList<>();

    @Override
    public void answered(BatchReport report, int status, Duration took) {
        answers.add("answered " + status);
    }

    @Override
    public void taken(int status) {
        throw new AssertionError("no job");
    }

    @Override
    public void repeated(int status) {
        throw new AssertionError("no batch was repeated");
    }

    @Override
    public void planned(DryRun run) {
        answers.add("planned");
    }

    @Override
    public void refused(int status) {
        answers.add("refused " + status);
    }
}
