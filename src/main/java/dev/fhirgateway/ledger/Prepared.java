package dev.fhirgateway.ledger;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.config.JdbiConfig;

/**
 * The statements that every batch needs, each understood by the database once and not for every batch. They belong to a
 * handle, and end with its connection; whoever uses one does not close it, but closes what it answers.
 */
public final class Prepared implements JdbiConfig<Prepared> {
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /** Made by JDBI, for each handle. */
    public Prepared() {}

    /** A statement, as it was left by whoever used it last. */
    public static PreparedStatement on(Handle handle, String sql) throws SQLException {
        Map<String, PreparedStatement> statements = handle.getConfig(Prepared.class).statements;
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = handle.getConnection().prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    /** For another handle, which has another connection. */
    @Override
    public Prepared createCopy() {
        return new Prepared();
    }
}
