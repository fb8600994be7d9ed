package dev.fhirgateway.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A list of records in a file of its own, sorted and without repetition, however long it is; the file is gone when this is
 * closed. SQLite does the sorting, whatever keeps the ledger.
 */
final class ListFile implements AutoCloseable {
    private static final int CACHE_KIB = 16 * 1024;
    private static final int ROWS_OF_A_TRANSACTION = 10_000;

    private final Path file;
    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement exists;
    private long rows;

    private ListFile(Path file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE listed (type TEXT NOT NULL, id TEXT NOT NULL, version INTEGER,"
                    + " last_updated INTEGER, PRIMARY KEY (type, id)) WITHOUT ROWID");
        }
        connection.setAutoCommit(false);
        insert = connection.prepareStatement("INSERT OR REPLACE INTO listed VALUES (?, ?, ?, ?)");
        exists = connection.prepareStatement("SELECT 1 FROM listed WHERE type = ? AND id = ?");
    }

    /**
     * An empty one.
     *
     * @param folder where it is made, for its owner alone
     */
    static ListFile in(Path folder) throws SQLException {
        try {
            Path file = Files.createTempFile(Files.createDirectories(folder), "list-", ".db");
            SQLiteConfig config = new SQLiteConfig();
            config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
            config.setJournalMode(SQLiteConfig.JournalMode.OFF);
            config.setCacheSize(-CACHE_KIB);
            SQLiteDataSource source = new SQLiteDataSource(config);
            source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
            return new ListFile(file, source.getConnection());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** A record that is listed twice is listed as it was told last. */
    void add(ListedRecord record) throws SQLException {
        insert.setString(1, record.type());
        insert.setString(2, record.id());
        insert.setObject(3, record.version(), Types.BIGINT);
        insert.setObject(4, Micros.orNull(record.lastUpdated()), Types.BIGINT);
        insert.addBatch();
        if (++rows % ROWS_OF_A_TRANSACTION == 0) {
            write();
        }
    }

    /** What was added can be read from now on. */
    void write() throws SQLException {
        insert.executeBatch();
        connection.commit();
    }

    /** How many lines it was made of. */
    long rows() {
        return rows;
    }

    /** The FHIR types that it names. */
    List<String> types() throws SQLException {
        List<String> types = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT DISTINCT type FROM listed ORDER BY type")) {
            while (row.next()) {
                types.add(row.getString(1));
            }
        }
        return types;
    }

    /** Those that come next. */
    List<ListedRecord> after(@Nullable ListedRecord last, int atMost) throws SQLException {
        List<ListedRecord> page = new ArrayList<>(atMost);
        try (PreparedStatement next = connection.prepareStatement("SELECT type, id, version, last_updated FROM listed"
                + " WHERE (type, id) > (?, ?) ORDER BY type, id LIMIT " + atMost)) {
            next.setString(1, last == null ? "" : last.type());
            next.setString(2, last == null ? "" : last.id());
            try (ResultSet row = next.executeQuery()) {
                while (row.next()) {
                    page.add(record(row));
                }
            }
        }
        return page;
    }

    private static ListedRecord record(ResultSet row) throws SQLException {
        long version = row.getLong(3);
        Long known = row.wasNull() ? null : Long.valueOf(version);
        long micros = row.getLong(4);
        Instant updated = row.wasNull() ? null : Micros.read(micros);
        return new ListedRecord(row.getString(1), row.getString(2), known, updated);
    }

    boolean contains(String type, String id) throws SQLException {
        exists.setString(1, type);
        exists.setString(2, id);
        try (ResultSet row = exists.executeQuery()) {
            return row.next();
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
            Files.deleteIfExists(file);
        } catch (SQLException | IOException left) {
            throw new IllegalStateException("the file of a list stays until the next start", left);
        }
    }
}
