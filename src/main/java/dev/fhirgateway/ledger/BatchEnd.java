package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.EntryName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes all that became of a batch. Its records are written as they are known then, which may be more than it did. */
final class BatchEnd implements LedgerJob<Long> {
    private final long number;
    private final String state;
    private final List<Passage> passages;
    private final Set<LiveRecord> records;
    private final Numbers numbers;
    private final BodyTable bodies;
    private final Instant at;
    private final List<Runnable> undo = new ArrayList<>();
    private Map<EntryName, EntryParts> over = Map.of();

    /**
     * @param number of the batch
     * @param state answered or interrupted
     * @param passages its entries in their order
     * @param bodies where what was sent is kept
     */
    BatchEnd(long number, String state, List<Passage> passages, Numbers numbers, BodyTable bodies, Instant at) {
        this.number = number;
        this.state = state;
        this.passages = passages;
        this.records = passages.stream()
                .map(Passage::record)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        this.numbers = numbers;
        this.bodies = bodies;
        this.at = at;
    }

    /** Gives the number of the first entry. */
    @Override
    public Long run(Handle handle) throws SQLException {
        for (LiveRecord record : records) {
            long before = record.state().passage();
            undo.add(() -> record.change(known -> known.passed(before)));
        }
        long first = numbers.nextPassages(passages.size());
        PassageTable.write(handle, number, first, passages, places(handle.getConnection()), at);
        RecordTable.write(handle, records);
        BatchTable.end(handle, number, state, first, at);
        over = EntryParts.settle(handle, number, at);
        return first;
    }

    /** Its entries whose tasks were over before it was. */
    Map<EntryName, EntryParts> over() {
        return over;
    }

    /** Empty when nothing is kept of any. */
    private List<@Nullable BodyPlace> places(Connection connection) throws SQLException {
        return passages.stream().allMatch(passage -> passage.bodies().isEmpty())
                ? List.<@Nullable BodyPlace>of()
                : bodies.write(
                        connection, passages.stream().map(Passage::bodies).toList(), at);
    }

    @Override
    public void rolledBack() {
        undo.forEach(Runnable::run);
        undo.clear();
    }
}
