package dev.fhirgateway.intake;

import dev.fhirgateway.upsert.OriginalBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the bytes that pass through it from a given offset on, so that an entry can be cut out as it was sent.
 * A parser on top of it asks for more only after it has used up what it got; so when more than the limit has passed
 * since that offset, the entry that began there is too long, and its bytes are let go.
 */
final class RecordedBody extends InputStream {
    private final InputStream source;
    private final int limit;
    private byte[] kept = new byte[16 * 1024];
    private int length;
    private long keptFrom;
    private long wantedFrom;

    RecordedBody(InputStream source, int limit) {
        this.source = source;
        this.limit = limit;
    }

    /** Bytes before this offset are not asked for again. */
    void keepFrom(long offset) {
        wantedFrom = offset;
    }

    /** The bytes from one offset to another, which is not over the limit nor before {@link #keepFrom}. */
    OriginalBytes slice(long from, long to, OriginalBytes.@Nullable Span meta) {
        return OriginalBytes.copyOf(kept, Math.toIntExact(from - keptFrom), Math.toIntExact(to - keptFrom), meta);
    }

    /** Where the word begins that ends at this offset, or one byte before it: what follows a word has been read, too. */
    long startOfWord(long offset) {
        int at = Math.toIntExact(offset - keptFrom);
        if (at > 0 && !isWord(kept[at - 1])) {
            at--;
        }
        while (at > 0 && isWord(kept[at - 1])) {
            at--;
        }
        return keptFrom + at;
    }

    private static boolean isWord(byte b) {
        return b < 0 || Character.isJavaIdentifierPart(b);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int wanted) throws IOException {
        int n = source.read(target, offset, wanted);
        if (n > 0) {
            forget();
            append(target, offset, n);
        }
        return n;
    }

    private void forget() {
        long end = keptFrom + length;
        long from = end - wantedFrom > limit ? end : Math.max(wantedFrom, keptFrom);
        int stays = (int) (end - from);
        System.arraycopy(kept, length - stays, kept, 0, stays);
        keptFrom = from;
        length = stays;
    }

    private void append(byte[] bytes, int offset, int n) {
        if (kept.length - length < n) {
            kept = Arrays.copyOf(kept, Math.max(2 * kept.length, length + n));
        }
        System.arraycopy(bytes, offset, kept, length, n);
        length += n;
    }
}
