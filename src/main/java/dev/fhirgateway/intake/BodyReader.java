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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    List<UpsertEntry> read(UpsertRequest request, Origin origin) {
        List<UpsertEntry> entries = new ArrayList<>();
        try (InputStream sent = request.body();
                InputStream plain = plain(sent, request)) {
            scan(plain, origin, request.framing(), false, entries::add);
            return entries;
        } catch (ZipException e) {
            throw new RequestRefused(
                    400, "structure", "the body is not gzip, or is damaged; Content-Encoding says gzip");
        } catch (IOException e) {
            throw new RequestRefused(400, "incomplete", "the body ends early: it was cut off, or the connection broke");
        }
    }

    private InputStream plain(InputStream sent, UpsertRequest request) throws IOException {
        if (!request.gzip()) {
            return new BoundedBody(sent, limits.maxBytes(), request.memory());
        }
        InputStream compressed = new BoundedBody(sent, limits.maxBytes(), BodyMemory.UNBOUNDED);
        return new BoundedBody(new GZIPInputStream(compressed), limits.maxBytes(), request.memory());
    }

    /** @param bundles as {@link EntryScanner} takes it */
    void scan(
            InputStream plain,
            Origin origin,
            UpsertRequest.Framing framing,
            boolean bundles,
            Consumer<UpsertEntry> entries)
            throws IOException {
        PushbackInputStream body = new PushbackInputStream(plain, 4);
        byte[] start = body.readNBytes(4);
        refuseOtherEncodings(start);
        boolean marked = start.length >= 3 && Arrays.equals(BYTE_ORDER_MARK, 0, 3, start, 0, 3);
        int skipped = marked ? 3 : 0;
        body.unread(start, skipped, start.length - skipped);
        try (EntryScanner scanner = new EntryScanner(json, limits, origin, body, skipped, bundles, entries)) {
            scanner.scan(framing);
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
