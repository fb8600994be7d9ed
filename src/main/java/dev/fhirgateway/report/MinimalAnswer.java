package dev.fhirgateway.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.UpsertResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The answer to {@code Prefer: return=minimal}: a line per entry instead of the resources. */
final class MinimalAnswer {
    private static final JsonFactory JSON = new JsonFactory();

    private MinimalAnswer() {}

    static byte[] of(BatchReport report, int status) {
        ByteArrayOutputStream out =
                new ByteArrayOutputStream(256 + 128 * report.results().size());
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("status", status);
            counts(json, Counts.of(report.results()));
            json.writeArrayFieldStart("results");
            for (UpsertResult result : report.results()) {
                result(json, result);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static void counts(JsonGenerator json, Counts counts) throws IOException {
        json.writeObjectFieldStart("counts");
        json.writeNumberField("persisted", counts.persisted());
        json.writeNumberField("accepted", counts.accepted());
        json.writeNumberField("unchanged", counts.unchanged());
        json.writeNumberField("failed", counts.failed());
        if (counts.superseded() > 0) {
            json.writeNumberField("superseded", counts.superseded());
        }
        json.writeEndObject();
    }

    private static void result(JsonGenerator json, UpsertResult result) throws IOException {
        json.writeStartObject();
        json.writeNumberField("index", result.entry().index());
        optional(json, "resourceType", result.entry().resourceType());
        optional(json, "id", result.entry().id());
        if (result instanceof UpsertResult.Persisted persisted) {
            status(json, "PERSISTED", persisted.created() ? 201 : 200);
            json.writeStringField("versionId", persisted.versionId());
            OutcomeWriter.warnings(json, result.entry(), persisted.unresolved());
        } else if (result instanceof UpsertResult.Unchanged unchanged) {
            status(json, "UNCHANGED", 200);
            json.writeStringField("versionId", unchanged.versionId());
        } else if (result instanceof UpsertResult.Accepted accepted) {
            status(json, "ACCEPTED", 202);
            json.writeStringField("taskId", accepted.taskId());
            OutcomeWriter.warnings(json, result.entry(), accepted.unresolved());
        } else if (result instanceof UpsertResult.Superseded superseded) {
            status(json, "SUPERSEDED", 200);
            OutcomeWriter.supersededBy(json, superseded);
            OutcomeWriter.notice(json, superseded);
        } else if (result instanceof UpsertResult.Rejected rejected) {
            status(json, "FAILED", 422);
            OutcomeWriter.issues(json, result.entry(), rejected.blame(), rejected.problems());
        } else if (result instanceof UpsertResult.Undelivered undelivered) {
            status(json, "FAILED", 503);
            OutcomeWriter.issues(json, result.entry(), undelivered.blame(), undelivered.problems());
        }
        json.writeEndObject();
    }

    static void status(JsonGenerator json, String status, int httpStatus) throws IOException {
        json.writeStringField("status", status);
        json.writeNumberField("httpStatus", httpStatus);
    }

    static void optional(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
