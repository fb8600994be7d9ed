package dev.fhirgateway.ledger;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Raw DEFLATE at its fastest level, which makes JSON of many entries ten times smaller. */
public final class Deflated {
    private Deflated() {}

    /** Compresses. */
    public static byte[] of(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            byte[] out = new byte[64 + content.length / 4];
            int length = 0;
            while (!deflater.finished()) {
                if (length == out.length) {
                    out = Arrays.copyOf(out, 2 * length);
                }
                length += deflater.deflate(out, length, out.length - length);
            }
            return Arrays.copyOf(out, length);
        } finally {
            deflater.end();
        }
    }

    /**
     * Gives what was compressed.
     *
     * @param size of the content
     * @throws Unreadable when these are no such bytes
     */
    public static byte[] content(byte[] deflated, int size) throws Unreadable {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            byte[] content = new byte[size];
            if (inflater.inflate(content) != size) {
                throw new Unreadable("it is damaged");
            }
            return content;
        } catch (DataFormatException damaged) {
            throw new Unreadable("it is damaged");
        } finally {
            inflater.end();
        }
    }
}
