package dev.fhirgateway.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An answer that is made while it is read. What cannot be made ends it with an {@link IOException}. */
final class MadeInPieces extends InputStream {
    private final Supplier<byte @Nullable []> pieces;
    private final Runnable close;
    private byte[] piece = new byte[0];
    private int position;
    private boolean ended;

    /**
     * @param pieces gives the next one; null when there are no more
     * @param close is run once, when no more is asked for
     */
    MadeInPieces(Supplier<byte @Nullable []> pieces, Runnable close) {
        this.pieces = pieces;
        this.close = close;
    }

    @Override
    public int read() throws IOException {
        return fill() ? piece[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, piece.length - position);
        System.arraycopy(piece, position, target, offset, count);
        position += count;
        return count;
    }

    private boolean fill() throws IOException {
        while (position == piece.length && !ended) {
            byte[] next = made();
            if (next == null) {
                close();
            } else {
                piece = next;
                position = 0;
            }
        }
        return position < piece.length;
    }

    private byte @Nullable [] made() throws IOException {
        try {
            return pieces.get();
        } catch (RuntimeException fault) {
            close();
            throw new IOException("the rest of the answer cannot be made", fault);
        }
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            close.run();
        }
    }
}
