package dev.fhirgateway.upsert;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one entry exactly as the client sent them, UTF-8 JSON. Immutable: the array is copied in and never
 * handed out. Equal when the bytes are equal; {@link #toString()} tells the length only, for it may be logged.
 */
public final class OriginalBytes {
    private static final OriginalBytes NONE = new OriginalBytes(new byte[0], null);

    private final byte[] bytes;
    private final @Nullable Span meta;

    private OriginalBytes(byte[] bytes, @Nullable Span meta) {
        this.bytes = bytes;
        this.meta = meta;
    }

    /** The bytes {@code [from, to)} of an entry. */
    public record Span(int from, int to) {}

    /** An entry whose bytes were not kept, because it was over the size limit. */
    public static OriginalBytes none() {
        return NONE;
    }

    /**
     * A copy of {@code source[from, to)}.
     *
     * @param meta where the object {@code meta} of the resource stands in the copy; null when it has none
     */
    public static OriginalBytes copyOf(byte[] source, int from, int to, @Nullable Span meta) {
        return new OriginalBytes(Arrays.copyOfRange(source, from, to), meta);
    }

    /** A copy of a resource without {@code meta}. */
    public static OriginalBytes copyOf(byte[] source) {
        return copyOf(source, 0, source.length, null);
    }

    /** Where the object {@code meta} of the resource stands, so that nobody has to look for it again; null when there is none. */
    public @Nullable Span meta() {
        return meta;
    }

    /** The object {@code meta} alone, as it was sent; nothing when there is none. */
    public byte[] metaBytes() {
        return meta == null ? new byte[0] : Arrays.copyOfRange(bytes, meta.from(), meta.to());
    }

    /** Length in bytes. */
    public int length() {
        return bytes.length;
    }

    /** A fresh copy of the bytes. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** Adds the bytes to others. */
    public void writeTo(ByteArrayOutputStream out) {
        out.writeBytes(bytes);
    }

    /** Adds the bytes {@code [from, to)} to others. */
    public void writeTo(ByteArrayOutputStream out, int from, int to) {
        out.write(bytes, from, to - from);
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
