package dev.fhirgateway.ledger;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Batches that a gateway had begun when it was ended by force: they are told as interrupted, each entry of them. */
final class Interruptions {
    private static final Logger LOG = LoggerFactory.getLogger(Interruptions.class);

    private Interruptions() {}

    static void end(Handle handle, BodyTable bodies, Clock clock) throws SQLException {
        Numbers numbers = Numbers.read(handle);
        for (BatchTable.Open batch : BatchTable.open(handle)) {
            handle.useTransaction(transaction -> {
                Map<Integer, Outcome> written = PassageTable.written(
                        transaction, batch.firstPassage(), batch.entries().size());
                List<Passage> passages = passages(transaction, numbers, batch.entries(), written.keySet());
                Instant now = clock.instant();
                new BatchEnd(
                                batch.number(),
                                new BatchEnd.Kind("interrupted", batch.unattended(), false),
                                unused -> passages,
                                List.copyOf(written.values()),
                                EntryWrites.records(passages),
                                new EntryWrites(batch.number(), batch.firstPassage(), new HashMap<>(), bodies, now),
                                now)
                        .run(transaction);
            });
            LOG.warn(
                    "a batch of {} entries was interrupted when the gateway ended; what was not answered may have been"
                            + " sent, and a resend is safe",
                    batch.entries().size());
        }
    }

    /** Of those entries that were not written while the others were in work. */
    private static List<Passage> passages(
            Handle handle, Numbers numbers, List<Optional<RecordId>> entries, Set<Integer> written)
            throws SQLException {
        Map<RecordId, LiveRecord> records = new LinkedHashMap<>();
        IntStream.range(0, entries.size())
                .filter(position -> !written.contains(position))
                .forEach(position ->
                        entries.get(position).ifPresent(id -> records.computeIfAbsent(id, LiveRecord::new)));
        Map<RecordId, RecordRow> known = RecordSearch.rows(handle, records.keySet());
        records.forEach((id, record) -> record.load(known.get(id), numbers::nextRecord));
        return IntStream.range(0, entries.size())
                .filter(position -> !written.contains(position))
                .mapToObj(position -> passage(
                        position, entries.get(position).map(records::get).orElse(null)))
                .toList();
    }

    /** What the registry has, nobody knows: so the next delivery of the record is no repetition. */
    private static Passage passage(int position, @Nullable LiveRecord record) {
        if (record != null) {
            record.change(known -> known.holding(null).ended(Outcome.INTERRUPTED, known.task()));
        }
        return new Passage(
                position, record, null, Outcome.INTERRUPTED, null, null, 0, null, null, null, null, Map.of());
    }
}
