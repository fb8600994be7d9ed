package dev.fhirgateway.ledger.letters;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.UpsertResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that was said of an entry that failed, as an array of {@code {code, expression, reason}}. It may quote what was sent. */
final class Said {
    private static final JsonFactory JSON = new JsonFactory();

    private Said() {}

    /** Null when nothing was. */
    static byte @Nullable [] of(UpsertResult result) {
        if (result instanceof UpsertResult.Rejected rejected) {
            return of(rejected.problems());
        }
        return result instanceof UpsertResult.Undelivered undelivered ? of(undelivered.problems()) : null;
    }

    static byte[] of(List<Problem> problems) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartArray();
            for (Problem problem : problems) {
                json.writeStartObject();
                json.writeStringField("code", problem.issueCode());
                json.writeStringField("expression", problem.expression());
                json.writeStringField("reason", problem.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
