package dev.fhirgateway.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fhirgateway.ledger.BatchStatus;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes FHIR {@code OperationOutcome}s ({@code FHIR R4 operationoutcome.html}). */
final class OutcomeWriter {
    private OutcomeWriter() {}

    /** The outcome of one failed entry: an issue per problem, each naming index, id, element, reason and blame. */
    static void entry(JsonGenerator json, UpsertEntry entry, Blame blame, List<Problem> problems) throws IOException {
        json.writeStartObject();
        json.writeStringField("resourceType", "OperationOutcome");
        issues(json, entry, blame, problems);
        json.writeEndObject();
    }

    /** Just the {@code issue} array of {@link #entry}. */
    static void issues(JsonGenerator json, UpsertEntry entry, Blame blame, List<Problem> problems) throws IOException {
        json.writeArrayFieldStart("issue");
        for (Problem problem : problems) {
            issue(json, entry, problem, "error", blame);
        }
        json.writeEndArray();
    }

    /** An {@code issue} array of warnings, of an entry that has no fault; nothing when there is nothing to warn of. */
    static void warnings(JsonGenerator json, UpsertEntry entry, List<Problem> problems) throws IOException {
        if (problems.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("issue");
        for (Problem problem : problems) {
            issue(json, entry, problem, "warning", null);
        }
        json.writeEndArray();
    }

    /** The outcome of an entry that was not sent because of a later one. */
    static void superseded(JsonGenerator json, UpsertResult.Superseded superseded) throws IOException {
        json.writeStartObject();
        json.writeStringField("resourceType", "OperationOutcome");
        notice(json, superseded);
        json.writeEndObject();
    }

    /** An {@code issue} array that tells why an entry was not sent, which is no fault. */
    static void notice(JsonGenerator json, UpsertResult.Superseded superseded) throws IOException {
        UpsertEntry entry = superseded.entry();
        Problem notice = new Problem("informational", entry.resourceType() + element(superseded), words(superseded));
        json.writeArrayFieldStart("issue");
        issue(json, entry, notice, "information", null);
        json.writeEndArray();
    }

    private static String element(UpsertResult.Superseded superseded) {
        return superseded.by() instanceof UpsertResult.LaterEntry ? ".id" : ".meta.lastUpdated";
    }

    /** What stands for it: the position of an entry, or a version. */
    static void supersededBy(JsonGenerator json, UpsertResult.Superseded superseded) throws IOException {
        if (superseded.by() instanceof UpsertResult.LaterEntry later) {
            json.writeNumberField("supersededBy", later.position());
        } else {
            json.writeStringField("supersededByVersion", ((UpsertResult.NewerVersion) superseded.by()).versionId());
        }
    }

    static String words(UpsertResult.Superseded superseded) {
        if (!(superseded.by() instanceof UpsertResult.LaterEntry later)) {
            return "not sent, because a version of this record with a later meta.lastUpdated was delivered before"
                    + " (gateway.delivery.skip-older)";
        }
        return "not sent, because entry " + later.position()
                + " of the same batch names the same record (gateway.duplicates)";
    }

    private static void issue(
            JsonGenerator json, UpsertEntry entry, Problem problem, String severity, @Nullable Blame blame)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("severity", severity);
        json.writeStringField("code", problem.issueCode());
        if (blame != null) {
            blame(json, blame);
        }
        json.writeStringField("diagnostics", diagnostics(entry, problem));
        json.writeArrayFieldStart("expression");
        json.writeString(problem.expression());
        json.writeEndArray();
        json.writeEndObject();
    }

    /** One issue of an entry that is remembered by its name alone: an error of whoever is to blame, or information. */
    static void issue(JsonGenerator json, BatchStatus.Entry entry, @Nullable Blame blame, String reason)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("severity", blame == null ? "information" : "error");
        json.writeStringField("code", blame == null ? "informational" : "processing");
        if (blame != null) {
            blame(json, blame);
        }
        json.writeStringField(
                "diagnostics",
                "entry " + entry.position() + " (" + entry.resourceType() + "/" + entry.id() + "): " + reason);
        json.writeEndObject();
    }

    /** The outcome of a request that failed as a whole. */
    static void request(JsonGenerator json, String issueCode, String diagnostics) throws IOException {
        request(json, "error", issueCode, diagnostics);
    }

    /** What there is to say of a request. */
    static void request(JsonGenerator json, String severity, String issueCode, String diagnostics) throws IOException {
        json.writeStartObject();
        json.writeStringField("resourceType", "OperationOutcome");
        json.writeArrayFieldStart("issue");
        json.writeStartObject();
        json.writeStringField("severity", severity);
        json.writeStringField("code", issueCode);
        json.writeStringField("diagnostics", diagnostics);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void blame(JsonGenerator json, Blame blame) throws IOException {
        json.writeObjectFieldStart("details");
        json.writeArrayFieldStart("coding");
        json.writeStartObject();
        json.writeStringField("system", Blame.SYSTEM);
        json.writeStringField("code", blame.code());
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String diagnostics(UpsertEntry entry, Problem problem) {
        return "entry " + entry.index() + " (" + entry.key() + "), " + problem.expression() + ": " + problem.reason();
    }
}
