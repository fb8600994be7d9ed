package dev.fhirgateway.ledger;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * By what two contents are told apart: SHA-256, cut to 16 bytes, which are enough where nobody gains from a collision but
 * the one who sends it.
 *
 * @param high the first eight bytes
 * @param low the next eight
 */
public record ContentHash(long high, long low) {
    /** Of parts in their order; another number of parts, or another border between them, is another content. */
    public static ContentHash of(Iterable<byte[]> parts) {
        MessageDigest digest = sha256();
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
        for (byte[] part : parts) {
            digest.update(length.clear().putInt(part.length).flip());
            digest.update(part);
        }
        return read(digest.digest());
    }

    /** Reads what {@link #bytes()} gave. */
    static ContentHash read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new ContentHash(buffer.getLong(), buffer.getLong());
    }

    byte[] bytes() {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
