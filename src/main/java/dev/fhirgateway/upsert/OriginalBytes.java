package dev.fhirgateway.upsert;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes of one entry exactly as the client sent them, UTF-8 JSON. Immutable: the array is copied in and never
 * handed out. Equal when the bytes are equal; {@link #toString()} tells the length only, for it may be logged.
 */
public final class OriginalBytes {
    private static final OriginalBytes NONE = new OriginalBytes(new byte[0]);

    private final byte[] bytes;

    private OriginalBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** An entry whose bytes were not kept, because it was over the size limit. */
    public static OriginalBytes none() {
        return NONE;
    }

    /** A copy of {@code source[from, to)}. */
    public static OriginalBytes copyOf(byte[] source, int from, int to) {
        return new OriginalBytes(Arrays.copyOfRange(source, from, to));
    }

    /** A copy of all of {@code source}. */
    public static OriginalBytes copyOf(byte[] source) {
        return copyOf(source, 0, source.length);
    }

    /** Length in bytes. */
    public int length() {
        return bytes.length;
    }

    /** A fresh copy of the bytes. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** The bytes as a stream that needs no closing. */
    public InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OriginalBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "OriginalBytes[" + bytes.length + "]";
    }
}
