package dev.fhirgateway;

import dev.fhirgateway.ledger.journal.JournalWriter;
import dev.fhirgateway.settings.IntakeSettings;
import dev.fhirgateway.upsert.BodyMemory;
import dev.fhirgateway.upsert.UpsertEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a request of which nobody knows how large it is: in memory as long as they fit into one batch, and from
 * the first one on that does not, all of them in a journal.
 */
final class SpilledEntries implements Consumer<UpsertEntry>, AutoCloseable {
    private final IntakeSettings limits;
    private final BodyMemory memory;
    private final Supplier<JournalWriter> opening;
    private final List<UpsertEntry> kept = new ArrayList<>();
    private long bytes;
    private @Nullable JournalWriter journal;

    /**
     * @param limits of one batch
     * @param memory is asked for what is kept in it
     * @param opening begins the journal
     */
    SpilledEntries(IntakeSettings limits, BodyMemory memory, Supplier<JournalWriter> opening) {
        this.limits = limits;
        this.memory = memory;
        this.opening = opening;
    }

    @Override
    public void accept(UpsertEntry entry) {
        JournalWriter begun = journal;
        if (begun != null) {
            begun.add(entry);
            return;
        }
        bytes += entry.original().length();
        if (kept.size() < limits.maxEntries() && bytes <= limits.maxBytes()) {
            memory.take(entry.original().length());
            kept.add(entry);
        } else {
            spill().add(entry);
        }
    }

    private JournalWriter spill() {
        JournalWriter begun = opening.get();
        journal = begun;
        kept.forEach(begun::add);
        kept.clear();
        return begun;
    }

    /** The entries that fit into one batch; none when they did not. */
    List<UpsertEntry> kept() {
        return kept;
    }

    /** Whether they are in a journal; that is on the disk then. */
    boolean commit() {
        if (journal == null) {
            return false;
        }
        journal.commit();
        return true;
    }

    @Override
    public void close() {
        if (journal != null) {
            journal.close();
        }
    }
}
