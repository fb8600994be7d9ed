package dev.fhirgateway.ledger.letters;

import dev.fhirgateway.ledger.PossibleRecords;
import dev.fhirgateway.ledger.RecordId;
import org.jdbi.v3.core.Handle;

/** Which records may have a letter that a newer version settles. Changed and asked on the thread that writes. */
final class OpenLetters {
    private static final String LETTER = "letter";

    private final PossibleRecords records = new PossibleRecords();

    /** Whether there is none at all. Any thread may ask. */
    boolean isEmpty() {
        return records.isEmpty();
    }

    void add(RecordId record) {
        records.add(LETTER, record.source(), record.type(), record.id());
    }

    boolean mayHave(RecordId record) {
        return records.mayHold(LETTER, record.source(), record.type(), record.id());
    }

    /** So many are settled; looks anew which are there when it is time to. */
    void settled(Handle handle, int letters) {
        if (letters > 0 && records.departed(letters)) {
            refill(handle);
        }
    }

    void refill(Handle handle) {
        records.clear();
        handle.createQuery("SELECT DISTINCT source, type, id FROM letter WHERE type IS NOT NULL AND state IN "
                        + LetterState.UNSETTLED)
                .map((row, context) ->
                        new RecordId(Letter.text(row, "source"), Letter.text(row, "type"), Letter.text(row, "id")))
                .forEach(this::add);
    }

    /** What was looked at last was not committed. */
    void doubt() {
        records.doubt();
    }

    /** Looks anew which are there, if that is in doubt. */
    void settleDoubt(Handle handle) {
        if (records.isDoubtful()) {
            refill(handle);
        }
    }
}
