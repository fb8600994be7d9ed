package dev.fhirgateway;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A ledger's file that somebody else writes to, and does not let go. */
public final class LockedFile implements AutoCloseable {
    private final Connection other;

    private LockedFile(Connection other) {
        this.other = other;
    }

    /** Locks it, as soon as it is free. */
    public static LockedFile lock(Path file) throws SQLException {
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
        LockedFile locked = new LockedFile(other);
        locked.execute("PRAGMA busy_timeout = 10000");
        locked.execute("BEGIN EXCLUSIVE");
        return locked;
    }

    /** Others can write to it. */
    public void unlock() throws SQLException {
        execute("ROLLBACK");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = other.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        other.close();
    }
}
