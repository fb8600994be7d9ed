package dev.fhirgateway.ledger.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Where the blocks of a journal stand. It is the end of the file, which so tells that nothing of it is missing; of a file
 * without one it is made out of the heads of blocks.
 *
 * <pre>for each block: where it begins (8 bytes), its first position (4)
 * where this index begins (8), blocks (4), entries (4), CRC-32C of all that (4)</pre>
 */
final class BlockIndex {
    private static final int BLOCK_BYTES = 12;
    private static final int NUMBERS_BYTES = 16;
    private static final int TAIL_BYTES = NUMBERS_BYTES + 4;

    private long[] begins = new long[16];
    private int[] firsts = new int[16];
    private int blocks;
    private int entries;
    private long end;
    private boolean whole;

    /** @param begin where the first block will begin */
    BlockIndex(long begin) {
        this.end = begin;
    }

    /** Tells it of the next block. */
    void add(int count, long bytes) {
        if (blocks == begins.length) {
            begins = Arrays.copyOf(begins, 2 * blocks);
            firsts = Arrays.copyOf(firsts, 2 * blocks);
        }
        begins[blocks] = end;
        firsts[blocks] = entries;
        blocks++;
        entries += count;
        end += bytes;
    }

    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(blocks * BLOCK_BYTES + TAIL_BYTES);
        for (int i = 0; i < blocks; i++) {
            bytes.putLong(begins[i]).putInt(firsts[i]);
        }
        bytes.putLong(end).putInt(blocks).putInt(entries);
        return bytes.putInt(checksum(bytes)).array();
    }

    /** Of all but the last four bytes. */
    private static int checksum(ByteBuffer index) {
        CRC32C crc = new CRC32C();
        crc.update(index.duplicate().position(0).limit(index.limit() - 4));
        return (int) crc.getValue();
    }

    /** @param begin where the first block begins, if the file is so long */
    static BlockIndex read(FileChannel file, long begin) throws IOException {
        Optional<BlockIndex> atTheEnd = last(file, begin);
        return atTheEnd.isPresent() ? atTheEnd.get() : ofHeads(file, begin);
    }

    private static Optional<BlockIndex> last(FileChannel file, long begin) throws IOException {
        long size = file.size();
        if (size < begin + TAIL_BYTES) {
            return Optional.empty();
        }
        ByteBuffer tail = bytes(file, size - TAIL_BYTES, TAIL_BYTES);
        long from = tail.getLong();
        int blocks = tail.getInt();
        if (from < begin || blocks < 0 || from + (long) blocks * BLOCK_BYTES + TAIL_BYTES != size) {
            return Optional.empty();
        }
        ByteBuffer index = bytes(file, from, Math.toIntExact(size - from));
        return index.getInt(index.limit() - 4) == checksum(index)
                ? Optional.of(of(index, begin, blocks, tail.getInt()))
                : Optional.empty();
    }

    private static BlockIndex of(ByteBuffer bytes, long begin, int blocks, int entries) {
        BlockIndex index = new BlockIndex(begin);
        index.begins = new long[blocks];
        index.firsts = new int[blocks];
        for (int i = 0; i < blocks; i++) {
            index.begins[i] = bytes.getLong();
            index.firsts[i] = bytes.getInt();
        }
        index.end = bytes.getLong();
        index.blocks = blocks;
        index.entries = entries;
        index.whole = true;
        return index;
    }

    private static BlockIndex ofHeads(FileChannel file, long begin) throws IOException {
        BlockIndex index = new BlockIndex(begin);
        while (index.end + Block.HEAD_BYTES <= file.size()) {
            ByteBuffer head = bytes(file, index.end, Block.HEAD_BYTES);
            int length = head.getInt();
            int first = head.getInt();
            int count = head.getInt();
            if (length <= 0
                    || first != index.entries
                    || count <= 0
                    || index.end + Block.HEAD_BYTES + length > file.size()) {
                break;
            }
            index.add(count, Block.HEAD_BYTES + (long) length);
        }
        return index;
    }

    static ByteBuffer bytes(FileChannel file, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {}
        return bytes.flip();
    }

    /** How many blocks are known. */
    int blocks() {
        return blocks;
    }

    /** How many entries they have. */
    int entries() {
        return entries;
    }

    /** Whether these are all that were written. */
    boolean isWhole() {
        return whole;
    }

    /** The block that has the entry at this position, which is one of them. */
    int blockOf(int position) {
        int found = Arrays.binarySearch(firsts, 0, blocks, position);
        return found >= 0 ? found : -found - 2;
    }

    /** Where a block begins; of the number after the last block, where that ends. */
    long begin(int block) {
        return block == blocks ? end : begins[block];
    }

    /** The first entry of a block; of the number after the last block, how many entries there are. */
    int first(int block) {
        return block == blocks ? entries : firsts[block];
    }
}
