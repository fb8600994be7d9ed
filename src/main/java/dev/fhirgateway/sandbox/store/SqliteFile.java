package dev.fhirgateway.sandbox.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** Opens the one file of a storage, and leaves files of others as they are. */
final class SqliteFile {
    /** "FRGS" in ASCII, by which SQLite's files can be told apart. */
    private static final int APPLICATION_ID = 0x46524753;

    private static final int VERSION = 2;
    private static final int CACHE_KIB = 64 * 1024;
    private static final int CHECKPOINT_PAGES = 4_000;

    private static final List<String> SCHEMA = List.of(
            record("resource", ""),
            record("relationship", ""),
            record("relationship_end", " WITHOUT ROWID"),
            notation("resource_notation"),
            notation("relationship_notation"),
            "CREATE TABLE catalog (source TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID",
            "CREATE TABLE task (number INTEGER PRIMARY KEY, source TEXT NOT NULL, id TEXT NOT NULL,"
                    + " receipts INTEGER NOT NULL, received TEXT, due TEXT, work TEXT, ended TEXT, UNIQUE (source, id))",
            "CREATE TABLE operation (task INTEGER, position INTEGER, body TEXT NOT NULL,"
                    + " PRIMARY KEY (task, position)) WITHOUT ROWID",
            "PRAGMA application_id = " + APPLICATION_ID,
            "PRAGMA user_version = " + VERSION);

    private SqliteFile() {}

    /** As {@link SqliteStorage#open}. */
    static Sql open(Path file) {
        try {
            // Absolute, because the driver has meanings of its own for some short names, "" and ":memory:" among them.
            return open(file, config().createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
        } catch (SQLException failed) {
            throw unusable(file, failed);
        }
    }

    private static StoreException unusable(Path file, Throwable reason) {
        return new StoreException("cannot use the file " + file + ": " + reason.getMessage(), reason);
    }

    private static Sql open(Path file, Connection connection) throws SQLException {
        Sql sql = new Sql(connection);
        try {
            checkIsOurs(file, sql);
            // Not with the other settings: it changes the file, and the file may be somebody else's.
            sql.one("PRAGMA journal_mode = WAL", row -> row.getString(1));
            connection.setAutoCommit(false);
            makeTables(sql);
            return sql;
        } catch (StoreException failed) {
            sql.close();
            throw failed.getCause() == null ? failed : unusable(file, failed.getCause());
        } catch (SQLException failed) {
            sql.close();
            throw failed;
        }
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        // Before all else: two processes that write would not see each other's tasks.
        config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setCacheSize(-CACHE_KIB);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
        config.setBusyTimeout(0);
        return config;
    }

    private static void checkIsOurs(Path file, Sql sql) {
        if (isEmpty(sql)) {
            return;
        }
        if (sql.number("PRAGMA application_id") != APPLICATION_ID) {
            throw new StoreException("cannot use the file " + file + ": it is a database of something else");
        }
        if (sql.number("PRAGMA user_version") != VERSION) {
            throw new StoreException("cannot use the file " + file + ": another version of the sandbox wrote it");
        }
    }

    private static void makeTables(Sql sql) {
        if (isEmpty(sql)) {
            SCHEMA.forEach(sql::update);
        }
        sql.commit();
    }

    private static boolean isEmpty(Sql sql) {
        return sql.number("SELECT count(*) FROM sqlite_schema") == 0;
    }

    private static String record(String table, String options) {
        return "CREATE TABLE " + table + " (source TEXT NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL,"
                + " body TEXT NOT NULL, PRIMARY KEY (source, type, id))" + options;
    }

    private static String notation(String table) {
        return "CREATE TABLE " + table + " (source TEXT NOT NULL, type TEXT NOT NULL, notation TEXT NOT NULL,"
                + " id TEXT NOT NULL, PRIMARY KEY (source, type, notation, id)) WITHOUT ROWID";
    }
}
