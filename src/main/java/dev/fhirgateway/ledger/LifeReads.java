package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.RecordLife.Arrival;
import dev.fhirgateway.ledger.RecordLife.Delivery;
import dev.fhirgateway.ledger.RecordLife.Sent;
import dev.fhirgateway.ledger.RecordLife.Task;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What there is in the ledger of one record: one delivery after the other, each led to by the one after it. */
final class LifeReads {
    /** Of what was sent, in one answer; a single delivery may be larger. */
    private static final int MOST_BYTES = 1 << 20;

    private final Handle handle;
    private final BodyTable bodies;
    private final RecordId record;

    LifeReads(Handle handle, BodyTable bodies, RecordId record) {
        this.handle = handle;
        this.bodies = bodies;
        this.record = record;
    }

    /** Some deliveries, and what leads to the ones before them. */
    record Page(List<Delivery> deliveries, @Nullable Long next) {}

    /**
     * The deliveries from one on, back in time.
     *
     * @param from the number of the first
     */
    Page from(long from, int count) throws SQLException {
        List<Delivery> deliveries = new ArrayList<>();
        long bytes = 0;
        Optional<LifeRow> row = row(from);
        while (row.isPresent() && deliveries.size() < count && bytes < MOST_BYTES) {
            Delivery delivery = delivery(row.get());
            deliveries.add(delivery);
            byte[] json = delivery.sent().json();
            bytes += json == null ? 0 : json.length;
            row = row(row.get().previous());
        }
        return new Page(
                deliveries,
                row.isPresent() ? deliveries.get(deliveries.size() - 1).number() : null);
    }

    /** The number of the delivery before one that was seen; 0 when there is none any more, or that is no delivery of the record. */
    long before(long seen) {
        return row(seen).map(LifeRow::previous).orElse(0L);
    }

    private Optional<LifeRow> row(long number) {
        return handle.createQuery("SELECT p.*, b.id AS batch_id, b.client, b.received_at FROM passage p"
                        + " JOIN batch b ON b.number = p.batch"
                        + " WHERE p.number = :number AND b.source = :source AND p.type = :type AND p.id = :id")
                .bind("number", number)
                .bind("source", record.source())
                .bind("type", record.type())
                .bind("id", record.id())
                .map((row, context) -> LifeRow.of(row))
                .findOne();
    }

    private Delivery delivery(LifeRow row) throws SQLException {
        return row.delivery(tasks(row.arrival()), sent(row));
    }

    private List<Task> tasks(Arrival arrival) {
        return handle.createQuery("SELECT o.task, o.state, o.sends, o.words, t.opened_at, t.polls, t.next_poll"
                        + " FROM task_operation o JOIN task t ON t.source = o.source AND t.task = o.task"
                        + " WHERE o.batch = :batch AND o.position = :position AND o.source = :source"
                        + " ORDER BY t.opened_at")
                .bind("batch", arrival.batchId())
                .bind("position", arrival.position())
                .bind("source", record.source())
                .map((row, context) -> new Task(
                        OperationTable.text(row, "task"),
                        OperationWord.of(OperationTable.text(row, "state")),
                        Micros.read(row.getLong("opened_at")),
                        row.getInt("polls"),
                        LifeRow.instant(row, "next_poll"),
                        row.getInt("sends"),
                        row.getString("words")))
                .list();
    }

    private Sent sent(LifeRow row) throws SQLException {
        if (row.place() == null) {
            return row.mapping() == null ? Sent.NOTHING : new Sent(null, "it was not kept (gateway.ledger.bodies)");
        }
        try {
            byte[] json = bodies.read(handle.getConnection(), row.place());
            return json == null
                    ? new Sent(null, "it is not kept any more (gateway.ledger.bodies-keep, gateway.ledger.bodies-max)")
                    : new Sent(json, null);
        } catch (Unreadable closed) {
            return new Sent(null, closed.reason());
        }
    }

    /** How the entries at these positions came in, of each batch by its number that is not over. */
    List<Arrival> open(Map<Long, List<Integer>> positions) {
        List<Arrival> arrivals = new ArrayList<>();
        positions.forEach((number, places) -> arrivals.addAll(open(number, places)));
        return arrivals;
    }

    private List<Arrival> open(long number, List<Integer> positions) {
        return handle
                .createQuery("SELECT id, client, received_at FROM batch WHERE number = :number AND state = 'open'")
                .bind("number", number)
                .map((row, context) -> new Arrival(
                        OperationTable.text(row, "id"),
                        0,
                        OperationTable.text(row, "client"),
                        Micros.read(row.getLong("received_at"))))
                .stream()
                .flatMap(batch -> positions.stream()
                        .map(position -> new Arrival(batch.batchId(), position, batch.client(), batch.receivedAt())))
                .toList();
    }
}
