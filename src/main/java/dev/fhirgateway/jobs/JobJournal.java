package dev.fhirgateway.jobs;

import dev.fhirgateway.ledger.journal.Journal;
import dev.fhirgateway.ledger.journal.JournalDamaged;
import dev.fhirgateway.ledger.journal.JournalEntry;
import dev.fhirgateway.ledger.journal.JournalReader;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The journal of one job, open; also of one that has lost it, whose entries are all told as lost. */
final class JobJournal implements AutoCloseable {
    private final @Nullable JournalReader reader;
    private final @Nullable JournalDamaged damage;

    private JobJournal(@Nullable JournalReader reader, @Nullable JournalDamaged damage) {
        this.reader = reader;
        this.damage = damage;
    }

    /** @throws dev.fhirgateway.ledger.journal.JournalUnavailable when it cannot be read now */
    static JobJournal open(Journal journal, String job) {
        try {
            return new JobJournal(journal.open(job), null);
        } catch (JournalDamaged gone) {
            return new JobJournal(null, gone);
        }
    }

    /**
     * The entries from a position on.
     *
     * @throws JournalDamaged when they are lost
     */
    Iterator<JournalEntry> from(int position) {
        if (reader != null) {
            return reader.from(position);
        }
        throw damage == null ? new IllegalStateException("no journal") : damage;
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
    }
}
