package dev.fhirgateway.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fhirgateway.upsert.DryRun;
import dev.fhirgateway.upsert.PlannedCall;
import dev.fhirgateway.upsert.Unmapped;
import dev.fhirgateway.upsert.UpsertResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The answer to a dry run: for each entry the calls that would be made, or why there would be none. */
final class DryRunAnswer {
    private static final JsonFactory JSON = new ObjectMapper().getFactory();

    private DryRunAnswer() {}

    static byte[] of(DryRun run) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4_096);
        try (JsonGenerator json = JSON.createGenerator(out).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeBooleanField("dryRun", true);
            json.writeArrayFieldStart("results");
            for (DryRun.Entry entry : run.entries()) {
                entry(json, entry);
            }
            json.writeEndArray();
            unmapped(json, run.unmapped());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void unmapped(JsonGenerator json, List<Unmapped> elements) throws IOException {
        json.writeArrayFieldStart("unmapped");
        for (Unmapped element : elements) {
            json.writeStartObject();
            json.writeStringField("path", element.path());
            json.writeNumberField("count", element.count());
            json.writeNumberField("of", element.of());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void entry(JsonGenerator json, DryRun.Entry entry) throws IOException {
        json.writeStartObject();
        json.writeNumberField("index", entry.entry().index());
        json.writeStringField(
                "resourceType", Objects.requireNonNullElse(entry.entry().resourceType(), "?"));
        json.writeStringField("id", Objects.requireNonNullElse(entry.entry().id(), "?"));
        if (entry instanceof DryRun.Planned planned) {
            json.writeStringField("status", "WOULD_BE_SENT");
            json.writeArrayFieldStart("calls");
            for (PlannedCall call : planned.calls()) {
                json.writeStartObject();
                json.writeStringField("method", call.method());
                json.writeStringField("path", call.path());
                json.writeObjectField("body", call.body());
                json.writeEndObject();
            }
            json.writeEndArray();
            OutcomeWriter.warnings(json, entry.entry(), planned.unresolved());
        } else if (entry instanceof DryRun.Superseded superseded) {
            json.writeStringField("status", "WOULD_BE_SUPERSEDED");
            OutcomeWriter.supersededBy(json, superseded.result());
            OutcomeWriter.notice(json, superseded.result());
        } else if (entry instanceof DryRun.Refused refused) {
            UpsertResult.Rejected rejected = refused.result();
            json.writeStringField("status", "WOULD_BE_REFUSED");
            OutcomeWriter.issues(json, rejected.entry(), rejected.blame(), rejected.problems());
        }
        json.writeEndObject();
    }
}
