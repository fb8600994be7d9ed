package dev.fhirgateway.report;

import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.UpsertResult;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The default answer: the array back, slot by slot. Some slots are encoded at a time, when the client is ready to read
 * them, so a large answer never stands in memory beside the batch.
 */
final class ArrayAnswer {
    private static final int PIECE = 32 * 1024;
    private static final int ROOM_FOR_THE_LAST_SLOT = 8 * 1024;

    private final Iterator<UpsertResult> results;
    private char before = '[';
    private boolean ended;

    private ArrayAnswer(Iterator<UpsertResult> results) {
        this.results = results;
    }

    static InputStream of(BatchReport report) {
        return new MadeInPieces(new ArrayAnswer(report.results().iterator())::next, () -> {});
    }

    private byte @Nullable [] next() {
        if (ended) {
            return null;
        }
        ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE + ROOM_FOR_THE_LAST_SLOT);
        while (results.hasNext() && piece.size() < PIECE) {
            piece.write(before);
            AnswerSlot.write(results.next(), piece);
            before = ',';
        }
        if (!results.hasNext()) {
            ended = true;
            piece.writeBytes(before == '[' ? new byte[] {'[', ']'} : new byte[] {']'});
        }
        return piece.toByteArray();
    }
}
