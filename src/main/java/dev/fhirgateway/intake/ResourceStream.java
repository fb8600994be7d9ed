package dev.fhirgateway.intake;

import dev.fhirgateway.settings.IntakeSettings;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest.Framing;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The resources of a stream of any length: JSON arrays, one a line, or in Bundles, which may themselves be in an array or
 * one a line. One resource is held at a time.
 */
public final class ResourceStream {
    /** In bytes: how much white space, or a byte order mark, may stand before the first bracket. */
    private static final int LONGEST_START = 4096;

    private static final long ANY_SIZE = 1L << 40;
    private static final int ANY_DEPTH = 1000;
    private static final Origin NOWHERE = new Origin("", "", "", Instant.EPOCH, Instant.MAX);

    private final BodyReader reader;

    /** @param maxEntryBytes a longer resource is given as an entry with a defect and without bytes */
    public ResourceStream(int maxEntryBytes) {
        this.reader = new BodyReader(new IntakeSettings(ANY_SIZE, 1, maxEntryBytes, ANY_DEPTH));
    }

    /**
     * Reads to the end, in the thread of the caller.
     *
     * @param body the bytes, not compressed; stays open
     * @param entries takes the resources in their order; what it throws ends the reading
     * @throws RequestRefused when the body is not what is told above; says where. What came before it was given
     * @throws IOException when it cannot be read
     */
    public void read(InputStream body, Consumer<UpsertEntry> entries) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(body);
        reader.scan(buffered, new Scan(NOWHERE, framing(buffered), Integer.MAX_VALUE, true, entries));
    }

    /** How resources follow each other, from the first bracket; what is read is put back. One resource is like one a line. */
    public static Framing framing(BufferedInputStream body) throws IOException {
        body.mark(LONGEST_START);
        int first = body.read();
        for (int i = 1; i < LONGEST_START && first >= 0 && first != '[' && first != '{'; i++) {
            first = body.read();
        }
        body.reset();
        return first == '[' ? Framing.JSON_ARRAY : Framing.NDJSON;
    }
}
