package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.RecordName;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The end of a batch, and what it means for relationships that wait: what its records asked for before is dropped, what
 * they ask for now is parked, and what waits for one of them is due.
 */
final class BatchParking implements LedgerJob<Integer> {
    private final BatchEnd end;
    private final String source;
    private final List<EntryMemory> entries;
    private final AwaitedRecords awaited;
    private final Vault vault;
    private final Clock clock;

    /**
     * @param source that the batch writes to
     * @param entries all of the batch
     * @param vault encrypts what is to be sent
     */
    BatchParking(
            BatchEnd end, String source, List<EntryMemory> entries, AwaitedRecords awaited, Vault vault, Clock clock) {
        this.end = end;
        this.source = source;
        this.entries = entries;
        this.awaited = awaited;
        this.vault = vault;
        this.clock = clock;
    }

    @Override
    public Integer run(Handle handle) throws SQLException {
        Integer count = end.run(handle);
        Instant now = clock.instant();
        if (!awaited.isEmpty()) {
            entries.forEach(entry -> wake(handle, entry, now)); // not what they park now: they are no news to that
        }
        for (EntryMemory entry : entries) { // a record may be named twice
            dropEarlier(handle, entry);
            park(handle, entry, now);
        }
        return count;
    }

    private void dropEarlier(Handle handle, EntryMemory entry) throws SQLException {
        LiveRecord record = entry.live();
        if (record != null && awaited.mayRefer(record.id()) && entry.asksAnew()) {
            List<ParkedTable.Dropped> dropped = ParkedTable.drop(handle, record.id());
            for (ParkedTable.Dropped each : dropped) {
                PassageTable.dropped(handle, record.id().source(), each);
            }
            awaited.departed(dropped.size());
        }
    }

    private void park(Handle handle, EntryMemory entry, Instant now) {
        for (Waiting waiting : entry.waiting()) {
            awaited.add(waiting.relationship());
            ParkedTable.insert(handle, vault, waiting.relationship(), now, waiting.firstTry(now));
        }
    }

    private void wake(Handle handle, EntryMemory entry, Instant now) {
        for (RecordName stored : entry.storedRecords()) {
            if (awaited.mayAwait(source, stored)) {
                ParkedTable.wake(handle, source, stored, now);
            }
        }
    }

    @Override
    public void rolledBack() {
        end.rolledBack();
    }
}
