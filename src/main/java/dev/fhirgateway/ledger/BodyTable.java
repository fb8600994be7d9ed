package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.RecordName;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table {@code body}. */
final class BodyTable {
    /** Much to find repetitions in, and little to read for one entry. */
    private static final int ROW_BYTES = 64 * 1024;

    private final Vault vault;

    BodyTable(Vault vault) {
        this.vault = vault;
    }

    /**
     * Writes what was sent for the entries of a batch.
     *
     * @param bodies of each entry; none for one of which nothing is kept
     * @return where each is now; null for one of which nothing is kept
     */
    List<@Nullable BodyPlace> write(Connection connection, List<Map<RecordName, byte[]>> bodies, Instant at)
            throws SQLException {
        List<@Nullable BodyPlace> places = new ArrayList<>(bodies.size());
        try (Writing writing = new Writing(connection, Micros.of(at))) {
            for (Map<RecordName, byte[]> body : bodies) {
                places.add(body.isEmpty() ? null : writing.add(body));
            }
            writing.end();
        }
        return places;
    }

    /**
     * What was sent for an entry: an array of {@code {record, body}}.
     *
     * @return null when it is not there any more
     * @throws Unreadable when it cannot be read
     */
    byte @Nullable [] read(Connection connection, BodyPlace place) throws SQLException, Unreadable {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT size, content FROM body WHERE number = ?")) {
            select.setLong(1, place.row());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                byte[] content = Deflated.content(vault.open(row.getBytes(2), name(place.row())), row.getInt(1));
                byte[] sent = new byte[place.length()];
                System.arraycopy(content, place.offset(), sent, 0, sent.length);
                return sent;
            }
        }
    }

    /** Why the last row that was written cannot be read by the keys there are; null when nothing is known against it. */
    @Nullable
    String objection(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT content FROM body ORDER BY number DESC LIMIT 1")) {
            return row.next() ? vault.objection(row.getBytes(1)) : null;
        }
    }

    private static String name(long row) {
        return "body " + row;
    }

    /** The rows of one batch. */
    private final class Writing implements AutoCloseable {
        private final Connection connection;
        private final PreparedStatement insert;
        private final long at;
        private final ByteArrayOutputStream open = new ByteArrayOutputStream(ROW_BYTES + ROW_BYTES / 4);
        private final long before;
        private long row;
        private long stored;

        Writing(Connection connection, long at) throws SQLException {
            this.connection = connection;
            this.at = at;
            this.before = last(connection);
            this.row = before + 1;
            this.insert = connection.prepareStatement(
                    "INSERT INTO body (number, stored_at, size, stored, content) VALUES (?, ?, ?, ?, ?)");
        }

        private static long last(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT bodies FROM upkeep")) {
                result.next();
                return result.getLong(1);
            }
        }

        BodyPlace add(Map<RecordName, byte[]> body) throws SQLException {
            if (open.size() >= ROW_BYTES) {
                closeRow();
            }
            int offset = open.size();
            return new BodyPlace(row, offset, SentBody.write(body, open));
        }

        private void closeRow() throws SQLException {
            byte[] content = vault.seal(Deflated.of(open.toByteArray()), name(row));
            insert.setLong(1, row);
            insert.setLong(2, at);
            insert.setInt(3, open.size());
            insert.setInt(4, content.length);
            insert.setBytes(5, content);
            insert.executeUpdate();
            open.reset();
            stored += content.length;
            row++;
        }

        void end() throws SQLException {
            if (open.size() > 0) {
                closeRow();
            }
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE upkeep SET bodies = bodies + ?, stored = stored + ?")) {
                update.setLong(1, row - 1 - before);
                update.setLong(2, stored);
                update.executeUpdate();
            }
        }

        @Override
        public void close() throws SQLException {
            insert.close();
        }
    }
}
