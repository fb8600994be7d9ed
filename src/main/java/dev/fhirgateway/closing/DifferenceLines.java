package dev.fhirgateway.closing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fhirgateway.ledger.Difference;
import dev.fhirgateway.ledger.LedgerUnavailable;
import dev.fhirgateway.ledger.ListedRecord;
import dev.fhirgateway.ledger.Reconciliation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The differences that were found, a line each, and a last line that counts them. Each page is found when it is read, so
 * that it takes no more memory than a page.
 */
final class DifferenceLines extends InputStream {
    private static final JsonFactory JSON = new JsonFactory();

    private final Reconciliation reconciliation;
    private final long listed;
    private final Map<Difference.Kind, Long> counts = new EnumMap<>(Difference.Kind.class);
    private ByteArrayInputStream page = new ByteArrayInputStream(new byte[0]);
    private boolean done;

    /** @param listed how many lines the list had */
    DifferenceLines(Reconciliation reconciliation, long listed) {
        this.reconciliation = reconciliation;
        this.listed = listed;
        for (Difference.Kind kind : Difference.Kind.values()) {
            counts.put(kind, 0L);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (page.available() == 0 && !done) {
            page = new ByteArrayInputStream(next());
        }
        return page.read(target, offset, length);
    }

    private byte[] next() throws IOException {
        try {
            Optional<List<Difference>> differences = reconciliation.next();
            if (differences.isPresent()) {
                return lines(differences.get());
            }
            done = true;
            reconciliation.close(); // whoever has read the last line may send the next list
            return summary();
        } catch (LedgerUnavailable fault) {
            throw new IOException("the ledger cannot be read", fault);
        }
    }

    private byte[] lines(List<Difference> differences) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(100 * differences.size());
        for (Difference difference : differences) {
            counts.merge(difference.kind(), 1L, Long::sum);
            try (JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
                write(json, difference);
            }
            out.write('\n');
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, Difference difference) throws IOException {
        json.writeStartObject();
        json.writeStringField("difference", word(difference.kind()));
        json.writeStringField("resourceType", difference.type());
        json.writeStringField("id", difference.id());
        ListedRecord listed = difference.listed();
        if (listed != null && listed.version() != null) {
            json.writeStringField("versionId", Long.toString(listed.version()));
        }
        if (listed != null && listed.lastUpdated() != null) {
            json.writeStringField("lastUpdated", listed.lastUpdated().toString());
        }
        if (difference.version() != null) {
            json.writeStringField("deliveredVersionId", Long.toString(difference.version()));
        }
        if (difference.originalUpdated() != null) {
            json.writeStringField(
                    "deliveredLastUpdated", difference.originalUpdated().toString());
        }
        if (difference.pending()) {
            json.writeBooleanField("pending", true);
        }
        json.writeEndObject();
    }

    private byte[] summary() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(128);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeObjectFieldStart("summary");
            json.writeNumberField("listed", listed);
            for (Map.Entry<Difference.Kind, Long> count : counts.entrySet()) {
                json.writeNumberField(word(count.getKey()), count.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return out.toByteArray();
    }

    private static String word(Difference.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
