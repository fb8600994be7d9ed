package dev.fhirgateway.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * A ledger in one file, {@code ledger.db}. In WAL mode readers and the writer do not wait for each other;
 * {@code synchronous=FULL} has what was committed outlive a power cut too, and {@code NORMAL} has it reach the disk with
 * the next commit that does. Neither matters to a process that is killed.
 */
final class SqliteFile implements Database {
    /** "FRGL" in ASCII, by which SQLite's files can be told apart. */
    private static final int APPLICATION_ID = 0x4652474c;

    private static final int CACHE_KIB = 32 * 1024;

    /** A record that is written often is then moved into the file once; 64 MB are read back after a kill. */
    private static final int CHECKPOINT_PAGES = 16_000;

    private static final int BUSY_MILLIS = 5_000;

    private final Path file;
    private final FolderLock lock;
    private final SQLiteDataSource connections;

    private SqliteFile(Path file, FolderLock lock) {
        this.file = file;
        this.lock = lock;
        this.connections = new SQLiteDataSource(config());
        // Absolute, because the driver has meanings of its own for some short names.
        connections.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    }

    /** @throws LedgerException when it cannot be used; says why */
    static SqliteFile open(Path folder) {
        FolderLock lock = FolderLock.take(folder);
        NativeCode.unpackIn(folder.resolve("native"));
        SqliteFile database = new SqliteFile(folder.resolve("ledger.db"), lock);
        try {
            database.checkIsOurs();
            return database;
        } catch (SQLException fault) {
            lock.close();
            throw new LedgerException("cannot use " + database.name() + ": " + SqlFault.words(fault), fault);
        } catch (LedgerException fault) {
            lock.close();
            throw fault;
        }
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setCacheSize(-CACHE_KIB);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
        config.setBusyTimeout(BUSY_MILLIS);
        config.setOpenMode(SQLiteOpenMode.NOMUTEX); // one thread at a time uses a connection
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true"); // what is pruned is not in the file any more
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        return config;
    }

    /** Leaves the file of somebody else as it is. The mode of the journal is kept in the file, so it is set once. */
    private void checkIsOurs() throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            if (number(statement, "SELECT count(*) FROM sqlite_schema") == 0) {
                statement.execute("PRAGMA application_id = " + APPLICATION_ID);
                statement.execute("PRAGMA journal_mode = WAL");
            } else if (number(statement, "PRAGMA application_id") != APPLICATION_ID) {
                throw new LedgerException("cannot use " + name() + ": it is a database of something else");
            }
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    @Override
    public String name() {
        return "the ledger " + file;
    }

    @Override
    public DataSource connections() {
        return connections;
    }

    @Override
    public Connection writer() throws SQLException {
        return connections.getConnection();
    }

    @Override
    public Map<String, String> dialect() {
        return Map.of("bytes", "BLOB", "clustered", "WITHOUT ROWID", "number", "INTEGER");
    }

    @Override
    public String durability(boolean outlivesPowerCuts) {
        return outlivesPowerCuts ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL";
    }

    @Override
    public String sizeQuery() {
        return "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
    }

    @Override
    public void close() {
        lock.close();
    }
}
