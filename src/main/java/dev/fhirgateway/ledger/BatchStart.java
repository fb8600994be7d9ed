package dev.fhirgateway.ledger;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a batch begins. With its row, what is known of the records of its first entries is read, and when that is committed
 * these go on; what is known of the others is read right behind that. Small batches begin in one piece, and so do those of
 * which nothing is to be sent before all is known.
 */
final class BatchStart {
    /**
     * Two rounds of as many calls as the registry gets at once, as long as nobody sets another number: they take longer than
     * the others take to be read. And all that one question to the database can ask about.
     */
    static final int FIRST = 128;

    private static final Logger LOG = LoggerFactory.getLogger(BatchStart.class);

    private final HeldRecords held;
    private final int ahead;
    private final List<LiveRecord> first;
    private final List<LiveRecord> others;
    private final CompletableFuture<@Nullable Void> begun = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> whole;
    private boolean recorded;

    /**
     * @param held the records of all entries
     * @param ahead how many entries need not wait for the others
     */
    BatchStart(HeldRecords held, List<EntryMemory> entries, int ahead) {
        this.held = held;
        this.ahead = Math.min(ahead, entries.size());
        this.first = records(entries.subList(0, this.ahead));
        this.others = records(entries.subList(this.ahead, entries.size()));
        this.whole = this.ahead == entries.size() ? begun : new CompletableFuture<>();
    }

    private static List<LiveRecord> records(List<EntryMemory> entries) {
        return entries.stream()
                .map(EntryMemory::live)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Whether all is read with its row. */
    boolean isInOne() {
        return whole == begun;
    }

    /** Completes when the batch is in the ledger, and its first entries may go on. */
    CompletableFuture<@Nullable Void> begun() {
        return begun;
    }

    /** Completes when the entry at a position may go on. */
    CompletableFuture<@Nullable Void> begun(int position) {
        return position < ahead ? begun : whole;
    }

    /**
     * Has it written and read, one job right behind the other.
     *
     * @param row writes its row, and reads what its first entries need
     * @param rest reads what the others need
     */
    void write(LedgerWriter writer, LedgerJob<Boolean> row, LedgerJob<Boolean> rest) {
        CompletionStage<Boolean> written = writer.write(row);
        if (!isInOne()) {
            CompletionStage<Boolean> read = writer.write(rest).whenComplete((done, fault) -> warn(fault));
            tell(whole, written.thenCombine(read, Boolean::logicalAnd)); // without the row, nothing is sent
        }
        tell(begun, written);
    }

    private void warn(@Nullable Throwable fault) {
        if (fault != null) {
            LOG.warn(
                    "what is known of {} records of a batch could not be read, and nothing is sent for them: {}",
                    others.size(),
                    SqlFault.words(fault.getCause() == null ? fault : fault.getCause()));
        }
    }

    private static void tell(CompletableFuture<@Nullable Void> gate, CompletionStage<Boolean> stage) {
        var unused = stage.whenComplete((done, fault) -> {
            if (fault == null) {
                gate.complete(null);
            } else {
                gate.completeExceptionally(fault);
            }
        });
    }

    /** Reads what is known of the records of the first entries. */
    void readFirst(Handle handle) throws SQLException {
        held.load(handle, first);
    }

    /** Reads what is known of those of the others, unless the batch is not in the ledger. */
    void readOthers(Handle handle) throws SQLException {
        if (recorded) {
            held.load(handle, others);
        }
    }

    /** Reads what is not read by now, which is nothing as a rule. */
    void readMissing(Handle handle) throws SQLException {
        held.load(handle, first);
        held.load(handle, others);
    }

    /** Its row is written, or is not there any more. To be told by the writer. */
    void recorded(boolean written) {
        recorded = written;
    }

    /** Whether its row is written. To be asked by the writer. */
    boolean isRecorded() {
        return recorded;
    }
}
