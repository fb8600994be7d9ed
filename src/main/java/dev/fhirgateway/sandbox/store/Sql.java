package dev.fhirgateway.sandbox.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A connection whose statements are prepared once: to prepare one costs SQLite as much as to run it. To be used by one
 * thread at a time, one result at a time.
 */
final class Sql implements AutoCloseable {
    /** Something that the database does. */
    @FunctionalInterface
    private interface Deed<T> {
        T run() throws SQLException;
    }

    /** Makes something of the row that a result stands at. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /** @param connection without auto-commit; closed by {@link #close()} */
    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Changes something; how many rows. */
    int update(String sql, Object... values) {
        return done(() -> bound(sql, values).executeUpdate());
    }

    /** The only row, if there is one. */
    <T> Optional<T> one(String sql, Row<T> row, Object... values) {
        return all(sql, row, values).stream().findFirst();
    }

    /** All rows, in their order. */
    <T> List<T> all(String sql, Row<T> row, Object... values) {
        return done(() -> {
            List<T> rows = new ArrayList<>();
            try (ResultSet result = bound(sql, values).executeQuery()) {
                while (result.next()) {
                    rows.add(row.read(result));
                }
            }
            return rows;
        });
    }

    /** The first column of the only row, a number. */
    long number(String sql, Object... values) {
        return one(sql, row -> row.getLong(1), values).orElseThrow();
    }

    void commit() {
        done(() -> {
            connection.commit();
            return true;
        });
    }

    void rollback() {
        done(() -> {
            connection.rollback();
            return true;
        });
    }

    @Override
    public void close() {
        done(() -> {
            connection.close();
            return true;
        });
    }

    private PreparedStatement bound(String sql, Object... values) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private static <T> T done(Deed<T> deed) {
        try {
            return deed.run();
        } catch (SQLException failed) {
            throw new StoreException("the sandbox's store has failed: " + failed.getMessage(), failed);
        }
    }
}
