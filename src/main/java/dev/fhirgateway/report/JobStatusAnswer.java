package dev.fhirgateway.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fhirgateway.ledger.jobs.Job;
import dev.fhirgateway.ledger.jobs.JobAnswer;
import dev.fhirgateway.ledger.jobs.JobCounts;
import dev.fhirgateway.ledger.jobs.JobProgress;
import dev.fhirgateway.ledger.jobs.JobState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far jobs are, as JSON: counts while they run, then the manifest of the Bulk Data status request. */
final class JobStatusAnswer {
    private static final JsonFactory JSON = new JsonFactory();

    private final boolean tokens;

    /** @param tokens whether clients need a token, also to read results */
    JobStatusAnswer(boolean tokens) {
        this.tokens = tokens;
    }

    /** How far it is, in words. */
    static String words(JobProgress progress) {
        Job job = progress.job();
        if (job.isCancelled()) {
            return "cancelled, " + progress.counts().undone() + " entries are under way";
        }
        if (job.state() == JobState.FOLLOWED) {
            return "all sent, " + progress.counts().pending() + " accepted entries are not stored yet";
        }
        String words = progress.counts().done() + " of " + job.entries() + " entries";
        if (job.state() == JobState.WAITING) {
            return words + ", waiting for its turn";
        }
        return progress.perSecond() < 1
                ? words
                : String.format(
                        Locale.ROOT,
                        "%s, %.0f/s, %.0f s left",
                        words,
                        progress.perSecond(),
                        Math.ceil(progress.left() / progress.perSecond()));
    }

    byte[] running(JobProgress progress) {
        return json(json -> {
            json.writeStartObject();
            state(json, progress);
            json.writeEndObject();
        });
    }

    byte[] list(JobAnswer.Listed listed) {
        return json(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("jobs");
            for (JobProgress progress : listed.jobs()) {
                json.writeStartObject();
                json.writeStringField("url", url(listed.base(), progress.job()));
                state(json, progress);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    byte[] manifest(JobAnswer.Status asked) {
        JobProgress progress = asked.progress();
        String url = url(asked.base(), progress.job());
        return json(json -> {
            json.writeStartObject();
            json.writeStringField(
                    "transactionTime", progress.job().asked().receivedAt().toString());
            json.writeStringField("request", asked.base());
            json.writeBooleanField("requiresAccessToken", tokens);
            file(json, "output", "BatchResult", url, progress.counts().done());
            file(json, "error", "OperationOutcome", url, progress.counts().failed());
            file(json, "failed", "Resource", url, progress.counts().failed());
            state(json, progress);
            json.writeEndObject();
        });
    }

    private static String url(String base, Job job) {
        return base + "/_batch/" + job.id();
    }

    private static void file(JsonGenerator json, String name, String type, String url, int count) throws IOException {
        json.writeArrayFieldStart(name);
        if (count > 0) {
            json.writeStartObject();
            json.writeStringField("type", type);
            json.writeStringField("url", url + "/" + name);
            json.writeNumberField("count", count);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void state(JsonGenerator json, JobProgress progress) throws IOException {
        Job job = progress.job();
        json.writeStringField("job", job.id());
        json.writeStringField(
                "state", job.isCancelled() ? "cancelled" : job.state().code());
        json.writeNumberField("entries", job.entries());
        MinimalAnswer.counts(json, counts(progress));
        json.writeNumberField(job.isCancelled() && job.endedAt() != null ? "cancelled" : "left", progress.left());
        int pending = progress.counts().pending();
        json.writeNumberField("pending", pending);
        json.writeNumberField("inReview", progress.counts().accepted() - pending);
        time(json, "receivedAt", job.asked().receivedAt());
        time(json, "startedAt", job.startedAt());
        time(json, "cancelledAt", job.cancelledAt());
        time(json, "endedAt", job.endedAt());
        MinimalAnswer.optional(json, "problem", job.asked().problem());
    }

    static Counts counts(JobProgress progress) {
        JobCounts counts = progress.counts();
        return new Counts(
                counts.persisted(), counts.accepted(), counts.unchanged(), counts.superseded(), counts.failed());
    }

    private static void time(JsonGenerator json, String name, @Nullable Instant time) throws IOException {
        if (time != null) {
            json.writeStringField(name, time.toString());
        }
    }

    private static byte[] json(Written content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private interface Written {
        void write(JsonGenerator json) throws IOException;
    }
}
