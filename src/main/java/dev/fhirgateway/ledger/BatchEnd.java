package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.balance.BalanceTable;
import dev.fhirgateway.ledger.balance.End;
import dev.fhirgateway.ledger.balance.Ends;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Writes what became of a batch, as far as it is not written yet. */
final class BatchEnd implements LedgerJob<Integer> {
    private final long number;
    private final Kind kind;
    private final Entries passages;
    private final List<Outcome> ended;
    private final Collection<LiveRecord> records;
    private final EntryWrites writes;
    private final Instant at;
    private List<EndedEntry> over = List.of();

    /**
     * @param number of the batch
     * @param passages its entries that are not written, told when all that was to be written before is
     * @param ended what became of its entries that the balance does not know yet
     * @param records all that it names
     */
    BatchEnd(
            long number,
            Kind kind,
            Entries passages,
            List<Outcome> ended,
            Collection<LiveRecord> records,
            EntryWrites writes,
            Instant at) {
        this.number = number;
        this.kind = kind;
        this.passages = passages;
        this.ended = ended;
        this.records = records;
        this.writes = writes;
        this.at = at;
    }

    /** Gives the number of entries that were written. */
    @Override
    public Integer run(Handle handle) throws SQLException {
        List<Passage> left = passages.unwritten(handle);
        writes.entries(handle, left);
        writes.changed(handle, records);
        BatchTable.end(handle, number, kind.state(), at);
        over = EntryParts.settle(handle, number, at);
        Ends ends = new Ends();
        ended.forEach(outcome -> kind.end(outcome).ifPresent(ends::add));
        over.forEach(entry -> kind.end(entry.parts().outcome()).ifPresent(ends::add));
        BalanceTable.ended(handle, number, ends);
        return left.size();
    }

    /** Its entries whose tasks were over before it was. */
    List<EndedEntry> over() {
        return over;
    }

    @Override
    public void rolledBack() {
        writes.rolledBack();
    }

    /**
     * How it ends.
     *
     * @param state answered or interrupted
     * @param unattended whether nobody waits for its answer
     * @param partOfJob whether it is a round of a job
     */
    record Kind(String state, boolean unattended, boolean partOfJob) {
        private Optional<End> end(Outcome outcome) {
            return outcome.end(unattended, partOfJob);
        }
    }

    /** Tells what is to be written. */
    @FunctionalInterface
    interface Entries {
        List<Passage> unwritten(Handle handle) throws SQLException;
    }
}
