package dev.fhirgateway.ledger.journal;

import dev.fhirgateway.ledger.Unreadable;
import dev.fhirgateway.ledger.Vault;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Reads the entries of one job. Safe to be used by many threads, each with an iterator of its own. */
public final class JournalReader implements AutoCloseable {
    private final String job;
    private final FileChannel file;
    private final Vault vault;
    private final BlockIndex index;

    private JournalReader(String job, FileChannel file, Vault vault) throws IOException {
        this.job = job;
        this.file = file;
        this.vault = vault;
        if (BlockIndex.bytes(file, 0, JournalFile.HEAD_BYTES).limit() < JournalFile.HEAD_BYTES
                || BlockIndex.bytes(file, 0, JournalFile.HEAD_BYTES).getLong() != JournalFile.HEAD) {
            throw damaged("it does not begin as one", 0, Integer.MAX_VALUE);
        }
        this.index = BlockIndex.read(file, JournalFile.HEAD_BYTES);
    }

    static JournalReader open(String job, Path path, Vault vault) {
        try {
            FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
            try {
                return new JournalReader(job, file, vault);
            } catch (IOException | RuntimeException fault) {
                file.close();
                throw fault;
            }
        } catch (NoSuchFileException gone) {
            throw new JournalDamaged("the journal of job " + job + " is not there", 0, Integer.MAX_VALUE);
        } catch (IOException fault) {
            throw unreadable(job);
        }
    }

    /** How many entries there are: all that were written, as long as the file {@link #isWhole()}. */
    public int entries() {
        return index.entries();
    }

    /** Whether the file has its end; else entries behind those that are known are lost. */
    public boolean isWhole() {
        return index.isWhole();
    }

    /**
     * The entries from a position on, which are read some hundred at a time as they are asked for. Where entries cannot be
     * read, and behind the last of a file that is not whole, it throws {@link JournalDamaged}, which says where to go on
     * with another one.
     *
     * @param position from 0
     */
    public Iterator<JournalEntry> from(int position) {
        if (position < 0) {
            throw new IllegalArgumentException("position " + position);
        }
        return new Entries(position);
    }

    private ByteBuffer block(int block, int wanted) {
        long begin = index.begin(block);
        int length = Math.toIntExact(index.begin(block + 1) - begin);
        try {
            Block read = Block.read(BlockIndex.bytes(file, begin, length));
            if (read.first() != index.first(block) || read.count() != index.first(block + 1) - read.first()) {
                throw new Unreadable("it is another block");
            }
            return read.entries(vault, job);
        } catch (Unreadable | BufferUnderflowException fault) {
            String why = fault instanceof Unreadable told ? told.reason() : "it is cut off";
            throw damaged("block at byte " + begin + ": " + why, wanted, index.first(block + 1));
        } catch (IOException fault) {
            throw unreadable(job);
        }
    }

    private JournalDamaged damaged(String why, int from, int to) {
        String lost =
                to == Integer.MAX_VALUE ? "all entries from " + from + " on" : "entries " + from + " to " + (to - 1);
        return new JournalDamaged("the journal of job " + job + ": " + why + "; lost are " + lost, from, to);
    }

    private static JournalUnavailable unreadable(String job) {
        return new JournalUnavailable("the journal of job " + job + " cannot be read: the disk reports an error");
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException fault) {
            throw unreadable(job);
        }
    }

    private final class Entries implements Iterator<JournalEntry> {
        private ByteBuffer block = ByteBuffer.allocate(0);
        private int blockEnd;
        private int position;

        Entries(int position) {
            this.position = position;
        }

        @Override
        public boolean hasNext() {
            return position < index.entries() || !index.isWhole();
        }

        @Override
        public JournalEntry next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            if (position >= index.entries()) {
                throw damaged("it is cut off behind byte " + index.begin(index.blocks()), position, Integer.MAX_VALUE);
            }
            if (position >= blockEnd) {
                find();
            }
            return EntryForm.read(position++, block);
        }

        private void find() {
            int number = index.blockOf(position);
            block = block(number, position);
            blockEnd = index.first(number + 1);
            for (int before = index.first(number); before < position; before++) {
                EntryForm.read(before, block);
            }
        }
    }
}
