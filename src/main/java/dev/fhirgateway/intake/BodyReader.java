package dev.fhirgateway.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.fhirgateway.settings.IntakeSettings;
import dev.fhirgateway.upsert.BodyMemory;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The way from the wire to the entries: limit, decompress, limit again, look at the first bytes, scan. The inner limit
 * is there because compressed bytes, too, can be sent without end.
 */
final class BodyReader {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** What no FHIR resource comes near. A body beyond it is refused as a whole, for it is not read any further. */
    static final int DEEPEST = 1000;

    private static final int LONGEST_NAME = 1000;

    private final IntakeSettings limits;
    private final JsonFactory json;

    BodyReader(IntakeSettings limits) {
        this.limits = limits;
        this.json = JsonFactory.builder()
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNameLength(LONGEST_NAME)
                        .maxStringLength(limits.maxEntryBytes())
                        .maxNumberLength(limits.maxEntryBytes())
                        .build())
                .build();
    }

    /**
     * Reads a body to its end and closes it.
     *
     * @param memory is asked for what is read
     * @param sink takes each entry as it is found
     */
    void read(UpsertRequest request, Origin origin, BodyLimit limit, BodyMemory memory, Consumer<UpsertEntry> sink) {
        try (InputStream sent = request.body();
                BoundedBody plain = plain(sent, request.gzip(), limit, memory)) {
            read(plain, new Scan(origin, request.framing(), limit.entries(), false, sink));
        } catch (IOException e) {
            throw unreadable(e, 0);
        }
    }

    private void read(BoundedBody plain, Scan scan) {
        try {
            scan(plain, scan);
        } catch (IOException e) {
            throw unreadable(e, plain.count());
        }
    }

    private static RequestRefused unreadable(IOException fault, long read) {
        String after = read == 0 ? "" : ", after " + read + " bytes";
        return fault instanceof ZipException
                ? new RequestRefused(
                        400,
                        "structure",
                        "the body is not gzip, or is damaged" + after + "; Content-Encoding says gzip")
                : new RequestRefused(
                        400, "incomplete", "the body ends early" + after + ": it was cut off, or the connection broke");
    }

    private static BoundedBody plain(InputStream sent, boolean gzip, BodyLimit limit, BodyMemory memory)
            throws IOException {
        if (!gzip) {
            return new BoundedBody(sent, limit, memory);
        }
        InputStream compressed = new BoundedBody(sent, limit, BodyMemory.UNBOUNDED);
        return new BoundedBody(new GZIPInputStream(compressed), limit, memory);
    }

    /**
     * Finds the entries of a body, and leaves it open.
     *
     * @throws RequestRefused when it is not what is looked for; what came before that was given
     */
    void scan(InputStream plain, Scan scan) throws IOException {
        PushbackInputStream body = new PushbackInputStream(plain, 4);
        byte[] start = body.readNBytes(4);
        refuseOtherEncodings(start);
        boolean marked = start.length >= 3 && Arrays.equals(BYTE_ORDER_MARK, 0, 3, start, 0, 3);
        int skipped = marked ? 3 : 0;
        body.unread(start, skipped, start.length - skipped);
        try (EntryScanner scanner = new EntryScanner(json, limits.maxEntryBytes(), scan, body, skipped)) {
            scanner.scan();
        }
    }

    /** JSON text starts with two ASCII characters, so a zero byte tells UTF-16 and UTF-32 ({@code RFC 4627 section 3}). */
    private static void refuseOtherEncodings(byte[] start) {
        boolean wide = start.length >= 2 && (start[0] & 0xFE) == 0xFE && (start[0] ^ start[1]) == 1;
        for (byte b : start) {
            wide |= b == 0;
        }
        if (wide) {
            throw new RequestRefused(400, "structure", "the body is UTF-16 or UTF-32; JSON is sent in UTF-8");
        }
    }
}
