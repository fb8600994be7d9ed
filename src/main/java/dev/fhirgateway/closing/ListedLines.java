package dev.fhirgateway.closing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fhirgateway.ledger.ListedRecord;
import dev.fhirgateway.upsert.RequestRefused;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of records, an object a line: {@code {"resourceType":..,"id":..,"versionId":..,"lastUpdated":..}}. The last two
 * may be missing, and what else there is is passed by.
 */
final class ListedLines {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_LINE = 64 * 1024;
    private static final long MOST_LINES = 20_000_000;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private long number;

    ListedLines(InputStream in) {
        this.in = new BufferedInputStream(in, LONGEST_LINE);
    }

    /**
     * The next record; null at the end. Empty lines are passed by.
     *
     * @throws RequestRefused 400 for a line that is none of a list, 413 for too many of them or a long one
     */
    @Nullable
    ListedRecord next() {
        try {
            while (readLine()) {
                if (!line.toString(UTF_8).isBlank()) {
                    return record();
                }
            }
            return null;
        } catch (IOException broken) {
            throw new RequestRefused(400, "structure", "line " + (number + 1) + " of the list cannot be read");
        }
    }

    private boolean readLine() throws IOException {
        line.reset();
        int next = in.read();
        if (next < 0) {
            return false;
        }
        number++;
        for (; next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
            if (line.size() > LONGEST_LINE) {
                throw tooLong("line " + number + " of the list has more than " + LONGEST_LINE + " bytes");
            }
        }
        if (number > MOST_LINES) {
            throw tooLong("the list has more than " + MOST_LINES + " lines; send it in parts, by type");
        }
        return true;
    }

    private ListedRecord record() {
        Fields fields = new Fields();
        try (JsonParser json = JSON.createParser(line.toByteArray())) {
            fields.read(json);
        } catch (IOException noJson) {
            throw wrong("is not a JSON object of resourceType, id, versionId and lastUpdated");
        }
        if (fields.type == null || fields.id == null) {
            throw wrong("names no record: it needs resourceType and id");
        }
        ListedRecord record = new ListedRecord(fields.type, fields.id, version(fields), updated(fields));
        if (!record.isNamed()) {
            throw wrong("names no record: resourceType or id are not words that FHIR has");
        }
        return record;
    }

    private @Nullable Long version(Fields fields) {
        try {
            return fields.version == null ? null : Long.valueOf(fields.version);
        } catch (NumberFormatException noNumber) {
            throw wrong("has a versionId that is no whole number, so it is none that this gateway told");
        }
    }

    private @Nullable Instant updated(Fields fields) {
        try {
            return fields.updated == null
                    ? null
                    : OffsetDateTime.parse(fields.updated).toInstant();
        } catch (DateTimeException noTime) {
            throw wrong("has a lastUpdated that is no FHIR instant");
        }
    }

    private RequestRefused wrong(String what) {
        return new RequestRefused(400, "structure", "line " + number + " of the list " + what);
    }

    private static RequestRefused tooLong(String what) {
        return new RequestRefused(413, "too-long", what);
    }

    /** Of one line; null for those that are not there. */
    private static final class Fields {
        @Nullable
        String type;

        @Nullable
        String id;

        @Nullable
        String version;

        @Nullable
        String updated;

        void read(JsonParser json) throws IOException {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (value.isStructStart()) {
                    json.skipChildren();
                } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                    keep(name, json.getText());
                }
            }
        }

        private void keep(String name, String value) {
            switch (name) {
                case "resourceType" -> type = value;
                case "id" -> id = value;
                case "versionId" -> version = value;
                case "lastUpdated" -> updated = value;
                default -> {
                    // of no concern
                }
            }
        }
    }
}
