package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.RecordLife.Arrival;
import dev.fhirgateway.ledger.RecordLife.Delivery;
import dev.fhirgateway.ledger.RecordLife.Sent;
import dev.fhirgateway.ledger.RecordLife.Task;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One passage of a record, with the batch that it came with.
 *
 * @param previous the number of the one before; 0 for none
 * @param place where what was sent is kept; null when it is not
 */
record LifeRow(
        long number,
        long previous,
        Arrival arrival,
        Instant endedAt,
        Outcome outcome,
        @Nullable String blame,
        @Nullable Long version,
        @Nullable Integer status,
        int tries,
        @Nullable String mapping,
        @Nullable String words,
        @Nullable BodyPlace place) {

    static LifeRow of(ResultSet row) throws SQLException {
        Long body = number(row, "body");
        Long status = number(row, "status");
        return new LifeRow(
                row.getLong("number"),
                row.getLong("previous"),
                new Arrival(
                        OperationTable.text(row, "batch_id"),
                        row.getInt("position"),
                        OperationTable.text(row, "client"),
                        Micros.read(row.getLong("received_at"))),
                Micros.read(row.getLong("ended_at")),
                Outcome.read(OperationTable.text(row, "outcome")),
                row.getString("blame"),
                number(row, "version"),
                status == null ? null : Math.toIntExact(status),
                row.getInt("tries"),
                row.getString("mapping"),
                EndWords.joined(row.getString("words"), row.getString("waits")),
                body == null ? null : new BodyPlace(body, row.getInt("body_offset"), row.getInt("body_length")));
    }

    /** An entry that was interrupted while a task of it is followed has not ended. */
    Delivery delivery(List<Task> tasks, Sent sent) {
        boolean followed = tasks.stream().anyMatch(task -> task.word().isOpen());
        return new Delivery(
                number,
                arrival,
                endedAt,
                outcome == Outcome.INTERRUPTED && followed ? Outcome.ACCEPTED : outcome,
                blame,
                version,
                status,
                tries,
                mapping,
                words,
                tasks,
                sent);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Long micros = number(row, column);
        return micros == null ? null : Micros.read(micros);
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : Long.valueOf(number);
    }
}
