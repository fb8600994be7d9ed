package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.balance.BalanceTable;
import dev.fhirgateway.upsert.Origin;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads what is known of the records that a batch names, and writes what it is about to do. */
final class BatchBegin implements LedgerJob<Boolean> {
    private final BatchMemory batch;
    private final Origin origin;
    private final ZoneId zone;
    private final List<Optional<RecordId>> ids;

    /**
     * @param zone in which days begin
     * @param ids of the records that its entries name, in their order
     */
    BatchBegin(BatchMemory batch, Origin origin, ZoneId zone, List<Optional<RecordId>> ids) {
        this.batch = batch;
        this.origin = origin;
        this.zone = zone;
        this.ids = ids;
    }

    @Override
    public Boolean run(Handle handle) throws SQLException {
        batch.begin(handle, origin, received(handle), ids);
        if (origin.isSentAgain()) {
            compare(handle);
        }
        return true;
    }

    /** With what was delivered since they failed; not two entries of one record, of which the later one is newer. */
    private void compare(Handle handle) throws SQLException {
        Map<LiveRecord, EntryMemory> once = new HashMap<>();
        Set<LiveRecord> seen = new HashSet<>();
        for (EntryMemory entry : batch.entries()) {
            LiveRecord record = entry.live();
            if (record != null && seen.add(record)) {
                once.put(record, entry);
            } else if (record != null) {
                once.remove(record);
            }
        }
        Overtaken overtaken = new Overtaken(handle, origin);
        for (Map.Entry<LiveRecord, EntryMemory> entry : once.entrySet()) {
            overtaken.versionAtFailure(entry.getKey()).ifPresent(entry.getValue()::replays);
        }
    }

    /** The day that it counts for; null when it counts for none, because what it sends again is counted already. */
    private @Nullable String received(Handle handle) throws SQLException {
        if (origin.isReplay()) {
            return null;
        }
        if (origin.isPartOfJob()) {
            return BalanceTable.dayOfJob(handle, origin.jobId());
        }
        String day = LocalDate.ofInstant(origin.receivedAt(), zone).toString();
        BalanceTable.received(handle, day, origin.sourceKey(), ids.size());
        return day;
    }

    @Override
    public void rolledBack() {
        batch.notBegun();
    }
}
