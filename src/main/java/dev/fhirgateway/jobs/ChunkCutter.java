package dev.fhirgateway.jobs;

import dev.fhirgateway.ledger.journal.JournalEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the entries of a job into chunks. None holds a record twice, so that a chunk that has to be sent again never takes
 * a record back to an earlier state; and none holds a record of others that are still in work.
 */
final class ChunkCutter {
    /** Then the bytes of a chunk count, and no longer its entries. */
    private static final int MOST_BYTES = 2 * 1024 * 1024;

    private final JobEntries entries;
    private final int end;
    private int position;
    private @Nullable JournalEntry ahead;

    /**
     * @param position of the first entry that is in no chunk
     * @param end behind the last entry
     */
    ChunkCutter(JobEntries entries, int position, int end) {
        this.entries = entries;
        this.position = position;
        this.end = end;
    }

    boolean isAtEnd() {
        return position >= end;
    }

    /** The position of the first entry of the next chunk. */
    int position() {
        return position;
    }

    /**
     * The entries of the next chunk; none when the first of them has to wait.
     *
     * @param inWork tells of a record whether it is in another chunk that is in work
     */
    List<JournalEntry> next(int atMost, Predicate<String> inWork) {
        List<JournalEntry> chunk = new ArrayList<>();
        Set<String> records = new HashSet<>();
        long bytes = 0;
        while (chunk.size() < atMost && position < end) {
            JournalEntry entry = ahead();
            bytes += entry.original().length();
            boolean full = !chunk.isEmpty() && bytes > MOST_BYTES;
            if (full || !isFree(entry, records, inWork)) {
                break;
            }
            chunk.add(entry);
            ahead = null;
            position++;
        }
        return chunk;
    }

    private JournalEntry ahead() {
        JournalEntry entry = ahead;
        if (entry == null) {
            entry = entries.at(position);
            ahead = entry;
        }
        return entry;
    }

    private static boolean isFree(JournalEntry entry, Set<String> records, Predicate<String> inWork) {
        String record = record(entry);
        return record == null || (!inWork.test(record) && records.add(record));
    }

    /** The record that an entry names; null when it names none. */
    static @Nullable String record(JournalEntry entry) {
        return entry.resourceType() == null || entry.id() == null ? null : entry.resourceType() + "/" + entry.id();
    }
}
