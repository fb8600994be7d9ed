package dev.fhirgateway.ledger.letters;

import dev.fhirgateway.ledger.Micros;
import dev.fhirgateway.ledger.RecordId;
import dev.fhirgateway.upsert.RecordName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter without what was sent.
 *
 * @param number names it
 * @param source the registry source
 * @param record its record; null when the entry names none
 * @param relationship the relationship that was given up; null when it is the entry itself
 * @param arrival the entry that failed, and who sent it
 * @param diedAt when it failed finally
 * @param blame the code of who has to act; null as long as it may come to something by itself
 * @param words why, without what was sent
 * @param status of the registry's last answer; null when there was none
 * @param tries how many times it was sent in all
 * @param mapping the version of the mapping that it was translated by; null when it was not
 * @param state where it stands
 * @param changedAt since when
 * @param rounds replays in a row that came to nothing
 * @param nextTry when its replay begins; null when there is none to begin
 * @param closedBy the batch that settled it; null when none did
 */
public record Letter(
        long number,
        String source,
        @Nullable RecordId record,
        @Nullable RecordName relationship,
        Arrival arrival,
        Instant diedAt,
        @Nullable String blame,
        @Nullable String words,
        @Nullable Integer status,
        int tries,
        @Nullable String mapping,
        LetterState state,
        Instant changedAt,
        int rounds,
        @Nullable Instant nextTry,
        @Nullable String closedBy) {
    static final String COLUMNS =
            "number, source, type, id, batch, position, client, received_at, died_at, blame, words,"
                    + " status, tries, mapping, relationship_type, relationship_id, version, task, state, changed_at, rounds,"
                    + " next_try, closed_by";

    public Letter {
        Objects.requireNonNull(source);
        Objects.requireNonNull(arrival);
        Objects.requireNonNull(diedAt);
        Objects.requireNonNull(state);
        Objects.requireNonNull(changedAt);
    }

    /**
     * The entry that failed.
     *
     * @param batchId its batch
     * @param position in the batch, from 0
     * @param client who sent it
     * @param receivedAt when
     */
    public record Arrival(String batchId, int position, String client, Instant receivedAt) {
        public Arrival {
            Objects.requireNonNull(batchId);
            Objects.requireNonNull(client);
            Objects.requireNonNull(receivedAt);
        }
    }

    /** Of a row with all {@link #COLUMNS}. */
    static Letter of(ResultSet row) throws SQLException {
        String source = text(row, "source");
        String type = row.getString("type");
        String id = row.getString("id");
        String relationship = row.getString("relationship_type");
        Long status = number(row, "status");
        Long nextTry = number(row, "next_try");
        return new Letter(
                row.getLong("number"),
                source,
                type == null || id == null ? null : new RecordId(source, type, id),
                relationship == null ? null : new RecordName(relationship, text(row, "relationship_id")),
                new Arrival(
                        text(row, "batch"),
                        row.getInt("position"),
                        text(row, "client"),
                        Micros.read(row.getLong("received_at"))),
                Micros.read(row.getLong("died_at")),
                row.getString("blame"),
                row.getString("words"),
                status == null ? null : Math.toIntExact(status),
                row.getInt("tries"),
                row.getString("mapping"),
                LetterState.read(text(row, "state")),
                Micros.read(row.getLong("changed_at")),
                row.getInt("rounds"),
                nextTry == null ? null : Micros.read(nextTry),
                row.getString("closed_by"));
    }

    static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column));
    }

    static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : Long.valueOf(number);
    }
}
