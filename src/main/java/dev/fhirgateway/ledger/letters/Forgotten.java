package dev.fhirgateway.ledger.letters;

import dev.fhirgateway.ledger.Micros;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Takes out letters that were settled long ago. */
final class Forgotten {
    private Forgotten() {}

    /** The next ones; gives how many. */
    static int step(Handle handle, Instant before, int atMost) {
        List<Long> old = handle.createQuery("SELECT number FROM letter WHERE state IN " + LetterState.SETTLED
                        + " AND changed_at < :before ORDER BY changed_at LIMIT :most")
                .bind("before", Micros.of(before))
                .bind("most", atMost)
                .map((row, context) -> row.getLong(1))
                .list();
        old.forEach(number -> LetterTable.delete(handle, number));
        return old.size();
    }
}
