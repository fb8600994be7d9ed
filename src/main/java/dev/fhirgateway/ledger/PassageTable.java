package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.RecordState.Content;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EntryName;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code passage}. Written for every entry, so by bare JDBC. */
final class PassageTable {
    private static final String COLUMNS = "number, previous, batch, position, type, id, version, outcome, blame,"
            + " status, tries, task, hash, mapping, ended_at";
    private static final String INSERT =
            "INSERT INTO passage (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** For a batch of which more is kept: a plain one does not pay for columns that it leaves empty. */
    private static final String INSERT_MORE = "INSERT INTO passage (" + COLUMNS
            + ", words, waits, body, body_offset, body_length)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String END =
            "UPDATE passage SET outcome = ?, blame = ?, version = ?, ended_at = ?, words = coalesce(?, words)"
                    + " WHERE number = (SELECT first_passage + ? FROM batch WHERE id = ?)"
                    + " AND outcome IN ('accepted', 'interrupted')";

    private static final String REWRITE =
            "UPDATE passage SET version = ?, outcome = ?, blame = ?, status = ?, tries = ?, task = ?, hash = ?, mapping = ?,"
                    + " ended_at = ?, words = ?, waits = ? WHERE number = ?";
    private static final String ASKED_BY = " FROM parked p WHERE p.source = ? AND p.referrer_type = ?"
            + " AND p.referrer_id = ? AND p.batch = ? AND p.position = ? AND p.state IN ";
    private static final String WAITED = "UPDATE passage SET waits = (SELECT string_agg(p.words, '; ')" + ASKED_BY
            + "('refused', 'given_up')) WHERE number = (SELECT first_passage + ? FROM batch WHERE id = ?)"
            + " AND waits IS NOT NULL AND NOT EXISTS (SELECT 1" + ASKED_BY + "('waiting', 'accepted'))";

    private static final String DROPPED = "UPDATE passage SET words = coalesce(words || '; ', '') || ?"
            + " WHERE number = (SELECT first_passage + ? FROM batch WHERE id = ?)";

    private PassageTable() {}

    /**
     * Writes entries of a batch, and has their records lead to them.
     *
     * @param first the number of the first entry of the batch; the others have the next ones
     * @param places where what was sent for each of these is kept; empty when nothing is
     * @param at when they ended
     */
    static void write(
            Handle handle, long batch, long first, List<Passage> passages, List<@Nullable BodyPlace> places, Instant at)
            throws SQLException {
        long ended = Micros.of(at);
        boolean more = !places.isEmpty() || passages.stream().anyMatch(PassageTable::hasWords);
        PreparedStatement insert = Prepared.on(handle, more ? INSERT_MORE : INSERT);
        for (int i = 0; i < passages.size(); i++) {
            Passage passage = passages.get(i);
            long number = first + passage.position();
            insert.setLong(1, number);
            insert.setLong(3, batch);
            insert.setInt(4, passage.position());
            bind(insert, 7, passage);
            insert.setLong(15, ended);
            link(insert, passage.record(), number);
            if (more) {
                bindMore(insert, passage, places.isEmpty() ? null : places.get(i));
            }
            insert.addBatch();
        }
        insert.executeBatch();
    }

    /** Writes anew what an entry came to; its place in the life of its record stays. */
    static void rewrite(Handle handle, long number, Passage passage, Instant at) throws SQLException {
        try (PreparedStatement update = handle.getConnection().prepareStatement(REWRITE)) {
            bind(update, 1, passage);
            update.setLong(9, Micros.of(at));
            update.setString(10, passage.words());
            update.setString(11, passage.waits());
            update.setLong(12, number);
            update.executeUpdate();
        }
    }

    /** What became of those entries of a batch that are written, by their positions. */
    static Map<Integer, Outcome> written(Handle handle, long first, int entries) {
        return handle.createQuery("SELECT position, outcome FROM passage WHERE number BETWEEN :first AND :last")
                .bind("first", first)
                .bind("last", first + entries - 1)
                .map((row, context) -> Map.entry(row.getInt(1), Outcome.read(row.getString(2))))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /**
     * What entries came to whose tasks are over; nothing when their batch is not, or the entry had failed before.
     *
     * @return those for which that was the end
     */
    static List<EndedEntry> end(Handle handle, List<EndedEntry> entries, Instant at) throws SQLException {
        PreparedStatement update = Prepared.on(handle, END);
        for (EndedEntry ended : entries) {
            Blame blame = ended.parts().blame();
            update.setString(1, ended.parts().outcome().code());
            update.setString(2, blame == null ? null : blame.code());
            update.setObject(3, ended.version(), Types.BIGINT);
            update.setLong(4, Micros.of(at));
            update.setString(5, ended.parts().words());
            update.setInt(6, ended.entry().position());
            update.setString(7, ended.entry().batchId());
            update.addBatch();
        }
        int[] rows = update.executeBatch();
        return IntStream.range(0, rows.length)
                .filter(i -> rows[i] > 0)
                .mapToObj(entries::get)
                .toList();
    }

    /** A relationship that an entry asked for waits no more: when that was the last one, what was told of them is over. */
    static void waited(Handle handle, String source, EntryName entry) throws SQLException {
        PreparedStatement update = Prepared.on(handle, WAITED);
        bindAsked(update, 1, source, entry);
        update.setInt(6, entry.position());
        update.setString(7, entry.batchId());
        bindAsked(update, 8, source, entry);
        update.executeUpdate();
    }

    /** A relationship that an entry asked for is not made, because its record was delivered again since. */
    static void dropped(Handle handle, String source, ParkedTable.Dropped dropped) throws SQLException {
        String words =
                "relationship " + dropped.type() + " was not made: the record at one of its ends did not come before"
                        + " a later version of this one, which says anew what it refers to";
        PreparedStatement update = Prepared.on(handle, DROPPED);
        update.setString(1, words);
        update.setInt(2, dropped.entry().position());
        update.setString(3, dropped.entry().batchId());
        update.executeUpdate();
        waited(handle, source, dropped.entry());
    }

    private static void bindAsked(PreparedStatement update, int first, String source, EntryName entry)
            throws SQLException {
        update.setString(first, source);
        update.setString(first + 1, entry.resourceType());
        update.setString(first + 2, entry.id());
        update.setString(first + 3, entry.batchId());
        update.setInt(first + 4, entry.position());
    }

    /** Whether an entry of a batch that is over was told as stored. */
    static boolean isPersisted(Handle handle, EntryName entry) {
        return handle.createQuery("SELECT p.outcome FROM batch b JOIN passage p ON p.number = b.first_passage + ?"
                        + " WHERE b.id = ?")
                .bind(0, entry.position())
                .bind(1, entry.batchId())
                .mapTo(String.class)
                .findOne()
                .filter(Outcome.PERSISTED.code()::equals)
                .isPresent();
    }

    private static void link(PreparedStatement insert, @Nullable LiveRecord record, long number) throws SQLException {
        long previous = record == null ? 0 : record.state().passage();
        insert.setObject(2, previous == 0 ? null : previous, Types.BIGINT);
        insert.setString(5, record == null ? null : record.id().type());
        insert.setString(6, record == null ? null : record.id().id());
        if (record != null) {
            record.change(known -> known.passed(number));
        }
    }

    private static boolean hasWords(Passage passage) {
        return passage.words() != null || passage.waits() != null;
    }

    private static void bindMore(PreparedStatement insert, Passage passage, @Nullable BodyPlace place)
            throws SQLException {
        insert.setString(16, passage.words());
        insert.setString(17, passage.waits());
        insert.setObject(18, place == null ? null : place.row(), Types.BIGINT);
        insert.setObject(19, place == null ? null : place.offset(), Types.INTEGER);
        insert.setObject(20, place == null ? null : place.length(), Types.INTEGER);
    }

    private static void bind(PreparedStatement statement, int first, Passage passage) throws SQLException {
        Content sent = passage.sent();
        statement.setObject(first, passage.version(), Types.BIGINT);
        statement.setString(first + 1, passage.outcome().code());
        statement.setString(first + 2, passage.blame());
        statement.setObject(first + 3, passage.status(), Types.INTEGER);
        statement.setInt(first + 4, passage.tries());
        statement.setString(first + 5, passage.task());
        statement.setBytes(first + 6, sent == null ? null : sent.hash().bytes());
        statement.setString(first + 7, sent == null ? null : sent.mapping());
    }
}
