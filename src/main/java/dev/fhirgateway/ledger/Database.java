package dev.fhirgateway.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** The database that keeps a ledger. It is held, so that no other process writes to it. */
sealed interface Database extends AutoCloseable permits SqliteFile, PostgresServer {
    /** What it is called in messages to the operator. */
    String name();

    /** Gives connections for reading and for the migration. */
    DataSource connections();

    /**
     * The connection to write by. The caller closes it.
     *
     * @throws SQLException also when another process holds the ledger now
     */
    Connection writer() throws SQLException;

    /** What the migrations have to say in the words of this database. */
    Map<String, String> dialect();

    /** Tells a connection whether its next transactions have to reach the disk before they are committed. */
    String durability(boolean outlivesPowerCuts);

    /** Asks how many bytes it takes on the disk. */
    String sizeQuery();

    /** Lets other processes have it. */
    @Override
    void close();
}
