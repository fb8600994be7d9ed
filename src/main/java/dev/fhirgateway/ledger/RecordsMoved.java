package dev.fhirgateway.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the records of a ledger of an earlier version into the table that keeps them in order: that of their last
 * passages, in which the next load will most likely name them again. No SQL has the hash by which they are found then, so
 * this is Java. One transaction: a gateway that is killed meanwhile begins again.
 */
final class RecordsMoved implements JavaMigration {
    private static final Logger LOG = LoggerFactory.getLogger(RecordsMoved.class);
    private static final MigrationVersion VERSION = MigrationVersion.fromVersion("10");
    private static final int AT_ONCE = 1_000;
    private static final long TOLD_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final String STATE = "source, type, id, version, created_at, last_updated, hash, mapping,"
            + " original_updated, outcome, task, passage";

    /** The names, and all that stands behind them in {@link #STATE}. */
    private static final int COLUMNS = 12;

    @Override
    public MigrationVersion getVersion() {
        return VERSION;
    }

    @Override
    public String getDescription() {
        return "records moved";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        try (Statement read = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO record (number, key, " + STATE + ") VALUES (?, ?" + ", ?".repeat(COLUMNS) + ")")) {
            read.setFetchSize(AT_ONCE);
            try (ResultSet row =
                    read.executeQuery("SELECT " + STATE + " FROM record_by_name ORDER BY passage, source, type, id")) {
                move(row, insert);
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE record_by_name");
            statement.execute("CREATE INDEX record_key ON record (key)");
        }
    }

    private static void move(ResultSet row, PreparedStatement insert) throws SQLException {
        long number = 0;
        long told = System.nanoTime();
        while (row.next()) {
            number++;
            insert.setLong(1, number);
            insert.setLong(2, new RecordId(row.getString(1), row.getString(2), row.getString(3)).key());
            for (int column = 1; column <= COLUMNS; column++) {
                insert.setObject(2 + column, row.getObject(column));
            }
            insert.addBatch();
            if (number % AT_ONCE == 0) {
                insert.executeBatch();
            }
            if (System.nanoTime() - told > TOLD_EVERY_NANOS) {
                told = System.nanoTime();
                LOG.info("the ledger is brought up to date: {} records so far", number);
            }
        }
        insert.executeBatch();
    }
}
