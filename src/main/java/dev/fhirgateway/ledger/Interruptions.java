package dev.fhirgateway.ledger;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Batches that a gateway had begun when it was ended by force: they are told as interrupted, each entry of them. */
final class Interruptions {
    private static final Logger LOG = LoggerFactory.getLogger(Interruptions.class);

    private Interruptions() {}

    static void end(Handle handle, Numbers numbers, BodyTable bodies, Clock clock) throws SQLException {
        for (BatchTable.Open batch : BatchTable.open(handle)) {
            handle.useTransaction(transaction -> {
                List<Passage> passages = passages(transaction, batch.entries());
                new BatchEnd(batch.number(), "interrupted", false, false, passages, numbers, bodies, clock.instant())
                        .run(transaction);
            });
            LOG.warn(
                    "a batch of {} entries was interrupted when the gateway ended; what was not answered may have been"
                            + " sent, and a resend is safe",
                    batch.entries().size());
        }
    }

    private static List<Passage> passages(Handle handle, List<Optional<RecordId>> entries) throws SQLException {
        Map<RecordId, LiveRecord> records = new HashMap<>();
        entries.forEach(entry -> entry.ifPresent(id -> records.computeIfAbsent(id, LiveRecord::new)));
        Map<RecordId, RecordState> known = RecordTable.read(handle, records.keySet());
        records.forEach((id, record) -> record.load(known.getOrDefault(id, RecordState.NONE)));
        List<Passage> passages = new ArrayList<>(entries.size());
        entries.forEach(entry -> passages.add(passage(entry.map(records::get).orElse(null))));
        return passages;
    }

    /** What the registry has, nobody knows: so the next delivery of the record is no repetition. */
    private static Passage passage(@Nullable LiveRecord record) {
        if (record != null) {
            record.change(known -> known.holding(null).ended(Outcome.INTERRUPTED, known.task()));
        }
        return new Passage(record, null, Outcome.INTERRUPTED, null, null, 0, null, null, null, Map.of());
    }
}
