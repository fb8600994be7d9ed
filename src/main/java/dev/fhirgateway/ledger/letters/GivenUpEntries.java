package dev.fhirgateway.ledger.letters;

import dev.fhirgateway.ledger.LedgerJob;
import dev.fhirgateway.ledger.RecordId;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.UpsertEntry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Letters of entries that a job has sent again and again until now, and sends no more. Their last batch is over. */
final class GivenUpEntries implements LedgerJob<Integer> {
    private final NewLetters letters;
    private final List<UpsertEntry> entries;
    private final String words;
    private final int tries;
    private final Clock clock;

    /**
     * @param entries of the last batch that sent them
     * @param words why they are given up; quote nothing of them
     * @param tries how many times each was sent
     */
    GivenUpEntries(NewLetters letters, List<UpsertEntry> entries, String words, int tries, Clock clock) {
        this.letters = letters;
        this.entries = List.copyOf(entries);
        this.words = words;
        this.tries = tries;
        this.clock = clock;
    }

    /** Gives how many letters there are of them. */
    @Override
    public Integer run(Handle handle) {
        Instant now = clock.instant();
        List<NewLetter> written = new ArrayList<>();
        for (UpsertEntry entry : entries) {
            written.add(letter(handle, entry));
        }
        letters.write(handle, written, now);
        return written.size();
    }

    private NewLetter letter(Handle handle, UpsertEntry entry) {
        Optional<RecordId> record = RecordId.of(entry);
        Known known = record.map(id -> known(handle, id, entry)).orElse(Known.NOTHING);
        return new NewLetter(
                entry.origin().sourceKey(),
                record,
                null,
                new Letter.Arrival(
                        entry.origin().batchId(),
                        entry.index(),
                        entry.origin().client(),
                        entry.origin().receivedAt()),
                new NewLetter.Failure(Blame.REGISTRY_UNAVAILABLE.code(), words, null, tries, null),
                known.version,
                known.task,
                known.newer == null ? LetterState.OPEN : LetterState.HEALED,
                known.newer,
                null,
                new LetterBody(
                        entry.original().length() == 0 ? null : entry.original().toByteArray(),
                        null,
                        Said.of(List.of(new Problem("transient", entry.root(), words)))));
    }

    /**
     * What is known of a record.
     *
     * @param newer the batch that has delivered a newer version; null when none has
     */
    private record Known(long version, @Nullable String task, long passage, @Nullable String newer) {
        static final Known NOTHING = new Known(0, null, 0, null);

        Known with(@Nullable String batch) {
            return new Known(version, task, passage, batch);
        }
    }

    private static Known known(Handle handle, RecordId record, UpsertEntry entry) {
        Known known = handle.createQuery("SELECT version, task, passage FROM record"
                        + " WHERE key = :key AND source = :source AND type = :type AND id = :id")
                .bind("key", record.key())
                .bind("source", record.source())
                .bind("type", record.type())
                .bind("id", record.id())
                .map((row, context) -> new Known(row.getLong(1), row.getString(2), row.getLong(3), null))
                .findOne()
                .orElse(Known.NOTHING);
        return known.with(newer(handle, known.passage, own(handle, entry)));
    }

    /** The passage of the entry; of a batch that is forgotten, later than all. */
    private static long own(Handle handle, UpsertEntry entry) {
        return handle.createQuery("SELECT first_passage FROM batch WHERE id = :id AND first_passage IS NOT NULL")
                .bind("id", entry.origin().batchId())
                .map((row, context) -> row.getLong(1) + entry.index())
                .findOne()
                .orElse(Long.MAX_VALUE);
    }

    /** Looks through what was written of the record after the entry. */
    private static @Nullable String newer(Handle handle, long last, long own) {
        long number = last;
        while (number > own) {
            Optional<Later> later = handle.createQuery("SELECT p.previous, p.version, b.id FROM passage p"
                            + " JOIN batch b ON b.number = p.batch WHERE p.number = :number")
                    .bind("number", number)
                    .map((row, context) ->
                            new Later(row.getLong("previous"), Letter.number(row, "version"), row.getString("id")))
                    .findOne();
            if (later.isEmpty() || later.get().version != null) {
                return later.map(Later::batch).orElse(null);
            }
            number = later.get().previous;
        }
        return null;
    }

    private record Later(long previous, @Nullable Long version, String batch) {}
}
