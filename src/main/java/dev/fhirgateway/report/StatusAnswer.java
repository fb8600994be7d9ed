package dev.fhirgateway.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fhirgateway.ledger.BatchStatus;
import dev.fhirgateway.ledger.OperationWord;
import dev.fhirgateway.ledger.Outcome;
import dev.fhirgateway.upsert.Blame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** What became of a batch, in the form of {@code Prefer: return=minimal}; while it runs, the counts alone. */
final class StatusAnswer {
    private static final JsonFactory JSON = new JsonFactory();

    private StatusAnswer() {}

    static byte[] of(BatchStatus batch, int status) {
        ByteArrayOutputStream out =
                new ByteArrayOutputStream(256 + 160 * batch.entries().size());
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("status", status);
            MinimalAnswer.counts(json, counts(batch));
            if (!batch.isRunning()) {
                json.writeArrayFieldStart("results");
                for (BatchStatus.Entry entry : batch.entries()) {
                    result(json, entry);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static Counts counts(BatchStatus batch) {
        int failed = count(batch, StatusAnswer::isFailure);
        return new Counts(
                count(batch, outcome -> outcome == Outcome.PERSISTED),
                count(batch, outcome -> outcome == Outcome.ACCEPTED),
                count(batch, outcome -> outcome == Outcome.UNCHANGED),
                count(batch, outcome -> outcome == Outcome.SUPERSEDED),
                failed);
    }

    private static int count(BatchStatus batch, Predicate<Outcome> which) {
        return (int) batch.entries().stream()
                .filter(entry -> which.test(entry.outcome()))
                .count();
    }

    private static boolean isFailure(Outcome outcome) {
        return outcome == Outcome.REJECTED || outcome == Outcome.UNDELIVERED || outcome == Outcome.INTERRUPTED;
    }

    /** A line of results. */
    static void result(JsonGenerator json, BatchStatus.Entry entry) throws IOException {
        json.writeStartObject();
        json.writeNumberField("index", entry.position());
        MinimalAnswer.optional(json, "resourceType", entry.resourceType());
        MinimalAnswer.optional(json, "id", entry.id());
        boolean failed = isFailure(entry.outcome());
        MinimalAnswer.status(json, failed ? "FAILED" : entry.outcome().name(), httpStatus(entry.outcome()));
        if (entry.version() != null) {
            json.writeStringField("versionId", Long.toString(entry.version()));
        }
        MinimalAnswer.optional(json, "taskId", entry.task());
        List<String> words = words(entry);
        if (!words.isEmpty()) {
            issues(json, entry, failed, words);
        }
        json.writeEndObject();
    }

    /** An {@code OperationOutcome} of an entry that has failed. */
    static void outcome(JsonGenerator json, BatchStatus.Entry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("resourceType", "OperationOutcome");
        issues(json, entry, true, words(entry));
        json.writeEndObject();
    }

    private static void issues(JsonGenerator json, BatchStatus.Entry entry, boolean failed, List<String> words)
            throws IOException {
        json.writeArrayFieldStart("issue");
        for (String reason : words) {
            OutcomeWriter.issue(json, entry, failed ? blame(entry) : null, reason);
        }
        json.writeEndArray();
    }

    private static int httpStatus(Outcome outcome) {
        return switch (outcome) {
            case PERSISTED, UNCHANGED, SUPERSEDED -> 200;
            case ACCEPTED -> 202;
            case REJECTED -> 422;
            case UNDELIVERED, INTERRUPTED -> 503;
        };
    }

    private static Blame blame(BatchStatus.Entry entry) {
        return Objects.requireNonNullElse(entry.blame(), Blame.OUTCOME_UNKNOWN);
    }

    private static List<String> words(BatchStatus.Entry entry) {
        List<String> words = new ArrayList<>(entry.words());
        if (entry.word() == OperationWord.IN_REVIEW) {
            words.add("a reviewer at the registry has to look at it first, which may take any time");
        } else if (entry.word() == OperationWord.OVERDUE) {
            words.add("still pending at the registry, for longer than gateway.follow-up.deadline");
        } else if (entry.outcome() == Outcome.INTERRUPTED) {
            words.add("the gateway was stopped before it was answered; a resend is safe");
        } else if (isFailure(entry.outcome()) && words.isEmpty()) {
            words.add("why is told in the answer to the batch");
        } else if (entry.outcome() == Outcome.PERSISTED && entry.version() == null) {
            words.add(
                    "the registry ended it after a later version of the record was delivered, and may hold this one now;"
                            + " a resend of the later one is safe");
        }
        return words;
    }
}
