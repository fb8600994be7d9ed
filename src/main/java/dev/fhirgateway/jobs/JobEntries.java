package dev.fhirgateway.jobs;

import dev.fhirgateway.ledger.journal.JournalDamaged;
import dev.fhirgateway.ledger.journal.JournalEntry;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entries of a job, one after the other or at given positions. In the place of those that are lost with a part of
 * the journal stands an entry with that defect, which is told like any other.
 */
final class JobEntries {
    private static final Logger LOG = LoggerFactory.getLogger(JobEntries.class);

    private final IntFunction<Iterator<JournalEntry>> journal;
    private Iterator<JournalEntry> entries = Collections.emptyIterator();
    private int next = -1;
    private int lostUntil;

    /** @param journal gives the entries from a position on; both may find them damaged */
    JobEntries(IntFunction<Iterator<JournalEntry>> journal) {
        this.journal = journal;
    }

    /** The entries at these positions, in their order. */
    List<JournalEntry> at(List<Integer> positions) {
        List<JournalEntry> found = new ArrayList<>(positions.size());
        positions.forEach(position -> found.add(at(position)));
        return found;
    }

    /** The entry at a position; reading on is cheap. */
    JournalEntry at(int position) {
        if (position < lostUntil && position >= next) {
            return lost(position);
        }
        try {
            if (position != next) {
                entries = journal.apply(position);
            }
            JournalEntry entry = entries.next();
            next = position + 1;
            lostUntil = 0;
            return entry;
        } catch (JournalDamaged damage) {
            LOG.error("{}", damage.reason());
            entries = Collections.emptyIterator();
            next = damage.from();
            lostUntil = damage.to();
            return lost(position);
        }
    }

    private static JournalEntry lost(int position) {
        return new JournalEntry(
                position,
                OriginalBytes.none(),
                null,
                null,
                List.of(new Problem(
                        "incomplete",
                        "Resource",
                        "the copy of this entry on the gateway's disk is damaged; send it again")));
    }
}
