package dev.fhirgateway.ledger;

import static dev.fhirgateway.ledger.OperationTable.text;

import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.RecordName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** The table {@code parked}, as it is read. */
final class ParkedReads {
    static final String COLUMNS = "source, type, id, from_type, from_id, to_type, to_id, referrer_type,"
            + " referrer_id, batch, position, payload, state, words, parked_at, tries, next_try, changed_at";
    private static final String WAITING = "next_try IS NOT NULL";

    private ParkedReads() {}

    /** Those that it is time to try, those first that have waited for the longest time. */
    static List<DueRelationship> due(Handle handle, Vault vault, Instant now, int atMost) {
        return handle.createQuery(
                        "SELECT " + COLUMNS + " FROM parked WHERE next_try <= :now ORDER BY next_try LIMIT :atMost")
                .bind("now", Micros.of(now))
                .bind("atMost", atMost)
                .map((row, context) -> dueRelationship(row, vault))
                .list();
    }

    /** The same as it is now; empty when it does not wait any more. */
    static Optional<DueRelationship> waiting(Handle handle, Vault vault, ParkedRelationship parked) {
        return handle.createQuery("SELECT " + COLUMNS
                        + " FROM parked WHERE source = :source AND type = :type AND id = :id AND " + WAITING)
                .bind("source", parked.source())
                .bind("type", parked.record().type())
                .bind("id", parked.record().id())
                .map((row, context) -> dueRelationship(row, vault))
                .findOne();
    }

    /** All that wait, without what is sent. */
    static void forEachWaiting(Handle handle, Consumer<ParkedRelationship> each) {
        handle.createQuery("SELECT " + COLUMNS + " FROM parked WHERE " + WAITING)
                .map((row, context) -> relationship(row, new byte[0]))
                .forEach(each);
    }

    static ParkedCount count(Handle handle) {
        return handle.createQuery("SELECT count(*), coalesce(min(parked_at), 0) FROM parked WHERE " + WAITING)
                .map((row, context) -> new ParkedCount(
                        row.getLong(1),
                        row.getLong(1) == 0 ? Optional.empty() : Optional.of(Micros.read(row.getLong(2)))))
                .one();
    }

    /** Those that a record asked for, the oldest first. */
    static List<ParkedState> of(Handle handle, RecordId referrer) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM parked WHERE source = :source"
                        + " AND referrer_type = :type AND referrer_id = :id ORDER BY parked_at, type, id")
                .bind("source", referrer.source())
                .bind("type", referrer.type())
                .bind("id", referrer.id())
                .map((row, context) -> state(row))
                .list();
    }

    private static DueRelationship dueRelationship(ResultSet row, Vault vault) throws SQLException {
        return new DueRelationship(
                relationship(row, payload(row, vault)),
                Micros.read(row.getLong("parked_at")),
                row.getInt("tries"),
                Micros.read(row.getLong("next_try")));
    }

    /** Empty when it is encrypted with a key that is not there. */
    private static byte[] payload(ResultSet row, Vault vault) throws SQLException {
        try {
            return vault.open(
                    Objects.requireNonNull(row.getBytes("payload")),
                    ParkedTable.place(text(row, "source"), name(row, "")));
        } catch (Unreadable withoutItsKey) {
            return new byte[0];
        }
    }

    private static ParkedRelationship relationship(ResultSet row, byte[] payload) throws SQLException {
        return new ParkedRelationship(
                text(row, "source"),
                new EntryName(
                        text(row, "batch"),
                        row.getInt("position"),
                        text(row, "referrer_type"),
                        text(row, "referrer_id")),
                name(row, ""),
                name(row, "from_"),
                name(row, "to_"),
                payload);
    }

    private static RecordName name(ResultSet row, String which) throws SQLException {
        return new RecordName(text(row, which + "type"), text(row, which + "id"));
    }

    private static ParkedState state(ResultSet row) throws SQLException {
        long next = row.getLong("next_try");
        return new ParkedState(
                name(row, ""),
                name(row, "from_"),
                name(row, "to_"),
                text(row, "batch"),
                ParkedWord.read(text(row, "state")),
                row.getString("words"),
                Micros.read(row.getLong("parked_at")),
                row.getInt("tries"),
                next == 0 ? null : Micros.read(next),
                Micros.read(row.getLong("changed_at")));
    }
}
