package dev.fhirgateway.ledger.journal;

import com.github.luben.zstd.ZstdCompressCtx;
import dev.fhirgateway.ledger.Vault;
import dev.fhirgateway.upsert.UpsertEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Writes the entries of one job, in memory that does not grow with them but by twelve bytes a block. Used by one thread at
 * a time. Closed without {@link #commit} nothing of it is left.
 */
public final class JournalWriter implements AutoCloseable {
    /** The fastest: what a higher level saves in bytes it takes many times over in CPU. */
    private static final int LEVEL = 1;

    private final String job;
    private final JournalFile file;
    private final Vault vault;
    private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(LEVEL);
    private final ByteArrayOutputStream block = new ByteArrayOutputStream(Block.INFLATED_BYTES * 5 / 4);
    private final BlockIndex index = new BlockIndex(JournalFile.HEAD_BYTES);
    private int inBlock;
    private long bytes;

    JournalWriter(String job, JournalFile file, Vault vault) {
        this.job = job;
        this.file = file;
        this.vault = vault;
    }

    /**
     * Adds the next entry.
     *
     * @throws dev.fhirgateway.upsert.RequestRefused 507 when the disk is full, 503 when it cannot be written otherwise
     */
    public void add(UpsertEntry entry) {
        EntryForm.write(entry, block);
        bytes += entry.original().length();
        inBlock++;
        if (block.size() >= Block.INFLATED_BYTES) {
            writeBlock();
        }
    }

    /**
     * Returns when all of it is on the disk, and outlives a power cut. Then it can be read.
     *
     * @throws dev.fhirgateway.upsert.RequestRefused as {@link #add} does
     */
    public JournalSize commit() {
        if (inBlock > 0) {
            writeBlock();
        }
        long blocksEnd = index.begin(index.blocks());
        byte[] end = index.toBytes();
        write(end);
        try {
            file.commit();
        } catch (IOException fault) {
            throw file.refusal(fault);
        }
        return new JournalSize(index.entries(), bytes, blocksEnd + end.length);
    }

    private void writeBlock() {
        byte[] written = Block.of(block.toByteArray(), index.entries(), inBlock, zstd, vault, job)
                .toBytes();
        write(written);
        index.add(inBlock, written.length);
        block.reset();
        inBlock = 0;
    }

    private void write(byte[] part) {
        try {
            file.write(part);
        } catch (IOException fault) {
            throw file.refusal(fault);
        }
    }

    @Override
    public void close() {
        zstd.close();
        file.close();
    }
}
