package dev.fhirgateway.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * How large a ledger is.
 *
 * @param bytes of all of it on the disk, with what is free in it
 * @param bodyBytes of what was sent, as it is stored
 * @param oldestPassage when the oldest delivery ended that is known; null when none is
 * @param oldestBody when the oldest was sent of what is kept; null when nothing is
 */
public record LedgerSize(long bytes, long bodyBytes, @Nullable Instant oldestPassage, @Nullable Instant oldestBody) {
    static final LedgerSize UNKNOWN = new LedgerSize(0, 0, null, null);

    static LedgerSize read(Handle handle, Database database) throws SQLException {
        Connection connection = handle.getConnection();
        Long bytes = number(connection, database.sizeQuery());
        Long bodies = number(connection, "SELECT stored - pruned FROM upkeep");
        return new LedgerSize(
                bytes == null ? 0 : bytes,
                bodies == null ? 0 : bodies,
                instant(number(connection, "SELECT ended_at FROM passage ORDER BY number LIMIT 1")),
                instant(number(connection, "SELECT stored_at FROM body ORDER BY number LIMIT 1")));
    }

    private static @Nullable Instant instant(@Nullable Long micros) {
        return micros == null ? null : Micros.read(micros);
    }

    private static @Nullable Long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : null;
        }
    }
}
