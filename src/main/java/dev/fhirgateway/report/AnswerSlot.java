package dev.fhirgateway.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.Unresolved;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in the answer at the place of one entry, by {@code return=representation}: UTF-8 JSON. */
final class AnswerSlot {
    static final String DELIVERY_STATUS = "urn:fhir-registry-gateway:delivery-status";
    static final String TASK_ID = "urn:fhir-registry-gateway:task-id";
    /** A reference of the resource that leads to no record, and why. */
    static final String UNRESOLVED = "urn:fhir-registry-gateway:unresolved-reference";
    /** A reference of the resource to a record that is not there yet: the gateway makes the relationship when it is. */
    static final String PARKED = "urn:fhir-registry-gateway:parked-reference";

    /** The position, from 0, of the entry of the same batch that was sent in the place of this one. */
    static final String SUPERSEDED_BY = "urn:fhir-registry-gateway:superseded-by";

    /** The version of the record, delivered before, that is newer than this one. */
    static final String SUPERSEDED_BY_VERSION = "urn:fhir-registry-gateway:superseded-by-version";

    private static final JsonFactory JSON = new JsonFactory();

    private AnswerSlot() {}

    static void write(UpsertResult result, ByteArrayOutputStream out) {
        if (result instanceof UpsertResult.Persisted persisted) {
            StoredResource stored =
                    stored(result.entry(), persisted.versionId(), persisted.lastUpdated(), persisted.createdAt());
            unresolved(stored, persisted.unresolved()).writeTo(out);
        } else if (result instanceof UpsertResult.Unchanged unchanged) {
            stored(result.entry(), unchanged.versionId(), unchanged.lastUpdated(), unchanged.createdAt())
                    .append("tag", status("UNCHANGED"))
                    .writeTo(out);
        } else if (result instanceof UpsertResult.Accepted accepted) {
            unresolved(StoredResource.of(result.entry().original()), accepted.unresolved(), task(accepted.taskId()))
                    .append("tag", status("ACCEPTED"))
                    .writeTo(out);
        } else if (result instanceof UpsertResult.Superseded superseded) {
            superseded(superseded, out);
        } else if (result instanceof UpsertResult.Rejected rejected) {
            outcome(result.entry(), rejected.blame(), rejected.problems(), out);
        } else if (result instanceof UpsertResult.Undelivered undelivered) {
            outcome(result.entry(), undelivered.blame(), undelivered.problems(), out);
        } else {
            throw new IllegalStateException("no slot for " + result.getClass());
        }
    }

    private static void superseded(UpsertResult.Superseded superseded, ByteArrayOutputStream out) {
        String by = superseded.by() instanceof UpsertResult.NewerVersion newer
                ? extension(SUPERSEDED_BY_VERSION, newer.versionId())
                : "{\"url\":\"" + SUPERSEDED_BY + "\",\"valueInteger\":"
                        + ((UpsertResult.LaterEntry) superseded.by()).position() + "}";
        String tag = "{\"system\":\"" + DELIVERY_STATUS + "\",\"code\":\"SUPERSEDED\",\"display\":"
                + StoredResource.quoted(OutcomeWriter.words(superseded)) + "}";
        StoredResource.ofUnchecked(superseded.entry().original())
                .ifPresentOrElse(
                        resource -> resource.append("extension", by)
                                .append("tag", tag)
                                .writeTo(out),
                        () -> written(json -> OutcomeWriter.superseded(json, superseded), out));
    }

    private static StoredResource stored(
            UpsertEntry entry, String versionId, Instant lastUpdated, @Nullable Instant createdAt) {
        String updated = TimeText.of(lastUpdated);
        StoredResource resource =
                StoredResource.of(entry.original()).set("versionId", versionId).set("lastUpdated", updated);
        if (createdAt == null) {
            return resource;
        }
        return resource.set("createdAt", createdAt.equals(lastUpdated) ? updated : TimeText.of(createdAt));
    }

    private static StoredResource unresolved(StoredResource resource, List<Problem> problems, String... others) {
        List<String> extensions = new ArrayList<>(List.of(others));
        problems.forEach(problem -> extensions.add(extension(
                Unresolved.waits(problem) ? PARKED : UNRESOLVED, problem.expression() + ": " + problem.reason())));
        return extensions.isEmpty() ? resource : resource.append("extension", String.join(",", extensions));
    }

    private static String status(String code) {
        return "{\"system\":\"" + DELIVERY_STATUS + "\",\"code\":\"" + code + "\"}";
    }

    private static String task(String taskId) {
        return extension(TASK_ID, taskId);
    }

    private static String extension(String url, String value) {
        return "{\"url\":\"" + url + "\",\"valueString\":" + StoredResource.quoted(value) + "}";
    }

    private static void outcome(UpsertEntry entry, Blame blame, List<Problem> problems, ByteArrayOutputStream out) {
        written(json -> OutcomeWriter.entry(json, entry, blame, problems), out);
    }

    private static void written(Writing writing, ByteArrayOutputStream out) {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }
}
