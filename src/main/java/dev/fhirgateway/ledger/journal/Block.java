package dev.fhirgateway.ledger.journal;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.fhirgateway.ledger.Unreadable;
import dev.fhirgateway.ledger.Vault;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Some hundred entries in a row, compressed together, because they are much alike, and then encrypted when there is a
 * key. Its form in the file:
 *
 * <pre>length of the content, first position, number of entries, length when inflated, CRC-32C of all else (4 bytes each)
 * the content</pre>
 */
final class Block {
    static final int HEAD_BYTES = 20;

    /** Where it ends, entries before it fit: an entry may be so long itself. */
    static final int INFLATED_BYTES = 256 * 1024;

    private final int first;
    private final int count;
    private final int inflated;
    private final byte[] content;

    private Block(int first, int count, int inflated, byte[] content) {
        this.first = first;
        this.count = count;
        this.inflated = inflated;
        this.content = content;
    }

    /** @param job the id of its job, to which it is bound */
    static Block of(byte[] entries, int first, int count, ZstdCompressCtx zstd, Vault vault, String job) {
        byte[] sealed = vault.seal(zstd.compress(entries), place(job, first, count));
        return new Block(first, count, entries.length, sealed);
    }

    private static String place(String job, int first, int count) {
        return "job " + job + " entries " + first + " and " + (count - 1) + " more";
    }

    /** As it stands in the file. */
    byte[] toBytes() {
        return ByteBuffer.allocate(HEAD_BYTES + content.length)
                .putInt(content.length)
                .putInt(first)
                .putInt(count)
                .putInt(inflated)
                .putInt(checksum())
                .put(content)
                .array();
    }

    /** @throws Unreadable when it is damaged */
    static Block read(ByteBuffer bytes) throws Unreadable {
        int length = bytes.getInt();
        int first = bytes.getInt();
        int count = bytes.getInt();
        int inflated = bytes.getInt();
        int checksum = bytes.getInt();
        byte[] content = new byte[bytes.remaining()];
        bytes.get(content);
        Block block = new Block(first, count, inflated, content);
        if (length != content.length || checksum != block.checksum()) {
            throw new Unreadable("it is damaged");
        }
        return block;
    }

    /**
     * The bytes of its entries.
     *
     * @throws Unreadable when the key is not there, or it was not written for this job and place
     */
    ByteBuffer entries(Vault vault, String job) throws Unreadable {
        byte[] compressed = vault.open(content, place(job, first, count));
        try {
            return ByteBuffer.wrap(Zstd.decompress(compressed, inflated));
        } catch (ZstdException fault) {
            throw new Unreadable("it is damaged");
        }
    }

    /** The position of its first entry. */
    int first() {
        return first;
    }

    /** How many entries it has. */
    int count() {
        return count;
    }

    private int checksum() {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(16)
                .putInt(content.length)
                .putInt(first)
                .putInt(count)
                .putInt(inflated)
                .flip());
        crc.update(content);
        return (int) crc.getValue();
    }
}
