package dev.fhirgateway.intake;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fhirgateway.settings.IntakeSettings;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertRequest.Framing;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import dev.fhirgateway.upsert.UpsertResult;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** An intake with the limits of production, and short ways to feed it. */
final class IntakeFixture {
    static final Instant NOW = Instant.parse("2026-03-01T10:15:30Z");
    static final IntakeSettings LIMITS = new IntakeSettings(50_000_000, 10_000, 1_000_000, 64);

    private IntakeFixture() {}

    static Intake intake() {
        return intake(LIMITS);
    }

    static Intake intake(IntakeSettings limits) {
        return new Intake(limits, Duration.ofMinutes(2), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static UpsertRequest request(InputStream body, Framing framing, boolean gzip) {
        return new UpsertRequest("zz-client", "zz-source", null, body, framing, gzip, Preference.REPRESENTATION);
    }

    static UpsertRequest array(byte[] body) {
        return request(new ByteArrayInputStream(body), Framing.JSON_ARRAY, false);
    }

    static UpsertRequest array(String body) {
        return array(utf8(body));
    }

    static UpsertRequest lines(String body) {
        return request(new ByteArrayInputStream(utf8(body)), Framing.NDJSON, false);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(OriginalBytes bytes) {
        return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    }

    static List<String> texts(UpsertBatch batch) {
        return batch.entries().stream().map(entry -> text(entry.original())).toList();
    }

    static RequestRefused refusal(UpsertRequest request) {
        return refusal(intake(), request);
    }

    static RequestRefused refusal(Intake intake, UpsertRequest request) {
        return catchThrowableOfType(RequestRefused.class, () -> intake.read(request));
    }

    /** Checks what is found in an array of this one resource. */
    static EntryState check(String resource) {
        Intake intake = intake();
        return intake.check(intake.read(array("[" + resource + "]")).entries().get(0));
    }

    static List<Problem> problems(String resource) {
        EntryState state = check(resource);
        return state instanceof UpsertResult.Rejected rejected ? rejected.problems() : List.of();
    }

    static UpsertEntry entry(byte[] bytes, String resourceType, String id) {
        return new UpsertEntry(
                new Origin("b", "c", "s", NOW, NOW), 0, OriginalBytes.copyOf(bytes), resourceType, id, List.of());
    }

    /** A Patient with these further members. */
    static String patient(String members) {
        return "{\"resourceType\":\"Patient\",\"id\":\"p1\"" + (members.isEmpty() ? "" : "," + members) + "}";
    }
}
