package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.RecordName;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The table {@code parked}, as it is written. */
final class ParkedTable {
    private static final String WAITING = "next_try IS NOT NULL";
    private static final String IT = "source = :source AND type = :type AND id = :id";
    private static final String UNCHANGED = IT + " AND next_try = :due";

    private ParkedTable() {}

    /** The later one wins; one that was parked before for the same entry waits since then. */
    static void insert(Handle handle, Vault vault, ParkedRelationship parked, Instant now, Instant nextTry) {
        String same = "(parked.batch = excluded.batch AND parked.position = excluded.position)";
        named(
                        handle.createUpdate("INSERT INTO parked (" + ParkedReads.COLUMNS
                                + ") VALUES (:source, :type, :id, :fromType,"
                                + " :fromId, :toType, :toId, :referrerType, :referrerId, :batch, :position, :payload,"
                                + " 'waiting', NULL, :now, 0, :next, :now)"
                                + " ON CONFLICT (source, type, id) DO UPDATE SET from_type = excluded.from_type,"
                                + " from_id = excluded.from_id, to_type = excluded.to_type, to_id = excluded.to_id,"
                                + " referrer_type = excluded.referrer_type, referrer_id = excluded.referrer_id,"
                                + " payload = excluded.payload, state = excluded.state, words = NULL,"
                                + " parked_at = CASE WHEN " + same
                                + " THEN parked.parked_at ELSE excluded.parked_at END,"
                                + " tries = CASE WHEN " + same + " THEN parked.tries ELSE 0 END,"
                                + " next_try = excluded.next_try, changed_at = excluded.changed_at,"
                                + " batch = excluded.batch, position = excluded.position"),
                        parked)
                .bind("fromType", parked.from().type())
                .bind("fromId", parked.from().id())
                .bind("toType", parked.to().type())
                .bind("toId", parked.to().id())
                .bind("referrerType", parked.entry().resourceType())
                .bind("referrerId", parked.entry().id())
                .bind("batch", parked.entry().batchId())
                .bind("position", parked.entry().position())
                .bind("payload", vault.seal(parked.payload(), place(parked.source(), parked.record())))
                .bind("now", Micros.of(now))
                .bind("next", Micros.of(nextTry))
                .execute();
    }

    /** Where what is sent is kept of one, for the vault. */
    static String place(String source, RecordName record) {
        return String.join(" ", "parked", source, record.type(), record.id());
    }

    private static <S extends SqlStatement<S>> S named(S statement, ParkedRelationship parked) {
        return statement
                .bind("source", parked.source())
                .bind("type", parked.record().type())
                .bind("id", parked.record().id());
    }

    /**
     * One that does not wait any more, because a later version of the record that asked for it does not ask for it, or
     * asks for it anew.
     *
     * @param type of the relationship, as the registry names it
     * @param entry that asked for it
     */
    record Dropped(String type, EntryName entry) {}

    /** A newer version of the record that asked for them says anew what it asks for. Gives those that waited. */
    static List<Dropped> drop(Handle handle, RecordId referrer) {
        return handle.createQuery("DELETE FROM parked WHERE source = :source AND referrer_type = :type"
                        + " AND referrer_id = :id AND " + WAITING + " RETURNING type, batch, position")
                .bind("source", referrer.source())
                .bind("type", referrer.type())
                .bind("id", referrer.id())
                .map((row, context) -> new Dropped(
                        OperationTable.text(row, "type"),
                        new EntryName(
                                OperationTable.text(row, "batch"),
                                row.getInt("position"),
                                referrer.type(),
                                referrer.id())))
                .list();
    }

    /** A record is there: it is time to try those that may have waited for it. */
    static void wake(Handle handle, String source, RecordName end, Instant now) {
        for (String side : List.of("from", "to")) {
            handle.createUpdate("UPDATE parked SET next_try = :now WHERE source = :source AND " + side
                            + "_type = :type AND " + side + "_id = :id AND " + WAITING)
                    .bind("now", Micros.of(now))
                    .bind("source", source)
                    .bind("type", end.type())
                    .bind("id", end.id())
                    .execute();
        }
    }

    /** Unless somebody woke or changed it meanwhile, it is tried again then. */
    static void postpone(Handle handle, DueRelationship due, int tries, Instant nextTry) {
        named(
                        handle.createUpdate("UPDATE parked SET tries = :tries, next_try = :next WHERE " + UNCHANGED),
                        due.relationship())
                .bind("due", Micros.of(due.due()))
                .bind("tries", tries)
                .bind("next", Micros.of(nextTry))
                .execute();
    }

    /** It does not wait any more. */
    static void end(
            Handle handle, ParkedRelationship parked, int tries, ParkedWord word, @Nullable String words, Instant now) {
        named(
                        handle.createUpdate("UPDATE parked SET state = :state, words = :words, tries = :tries,"
                                + " next_try = NULL, payload = NULL, changed_at = :now WHERE " + IT
                                + " AND batch = :batch AND position = :position"),
                        parked)
                .bind("batch", parked.entry().batchId())
                .bind("position", parked.entry().position())
                .bind("state", word.code())
                .bind("words", words)
                .bind("tries", tries)
                .bind("now", Micros.of(now))
                .execute();
    }

    /** What became of one that the registry had captured; nothing when it was never parked. */
    static void captured(
            Handle handle, String source, RecordName record, ParkedWord word, @Nullable String words, Instant now) {
        handle.createUpdate("UPDATE parked SET state = :state, words = :words, changed_at = :now WHERE " + IT
                        + " AND state = 'accepted'")
                .bind("source", source)
                .bind("type", record.type())
                .bind("id", record.id())
                .bind("state", word.code())
                .bind("words", words)
                .bind("now", Micros.of(now))
                .execute();
    }

    static int forget(Handle handle, Instant before) {
        return handle.createUpdate("DELETE FROM parked WHERE next_try IS NULL AND changed_at < :before")
                .bind("before", Micros.of(before))
                .execute();
    }
}
