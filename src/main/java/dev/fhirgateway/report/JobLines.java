package dev.fhirgateway.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fhirgateway.ledger.BatchStatus;
import dev.fhirgateway.ledger.journal.JournalEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The results of a job, made piece by piece as they are read, for there may be a million of them. */
final class JobLines {
    private static final JsonFactory JSON = new JsonFactory();

    private JobLines() {}

    /** A line for each entry. */
    static InputStream results(Iterator<BatchStatus.Entry> entries) {
        return new MadeInPieces(() -> entries.hasNext() ? line(entries.next(), StatusAnswer::result) : null, () -> {});
    }

    /** An {@code OperationOutcome} a line for each entry, which all have failed. */
    static InputStream errors(Iterator<BatchStatus.Entry> entries) {
        return new MadeInPieces(() -> entries.hasNext() ? line(entries.next(), StatusAnswer::outcome) : null, () -> {});
    }

    /** Entries as they were sent, as an array. */
    static InputStream array(Iterator<JournalEntry> entries, Runnable close) {
        return new MadeInPieces(new ArrayPieces(entries)::next, close);
    }

    private static byte[] line(BatchStatus.Entry entry, Writer writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            writer.write(json, entry);
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private interface Writer {
        void write(JsonGenerator json, BatchStatus.Entry entry) throws IOException;
    }

    private static final class ArrayPieces {
        private final Iterator<JournalEntry> entries;
        private String before = "[";
        private boolean ended;

        ArrayPieces(Iterator<JournalEntry> entries) {
            this.entries = entries;
        }

        private byte @Nullable [] next() {
            ByteArrayOutputStream piece = new ByteArrayOutputStream();
            if (entries.hasNext()) {
                piece.writeBytes(before.getBytes(StandardCharsets.US_ASCII));
                piece.writeBytes(entries.next().original().toByteArray());
                before = ",\n";
                return piece.toByteArray();
            }
            if (ended) {
                return null;
            }
            ended = true;
            return (before.equals("[") ? "[]" : "]").getBytes(StandardCharsets.US_ASCII);
        }
    }
}
