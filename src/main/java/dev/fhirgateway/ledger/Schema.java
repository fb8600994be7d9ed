package dev.fhirgateway.ledger;

import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** The tables of a ledger, brought up to date by the migrations in {@code ledger/}. */
final class Schema {
    private Schema() {}

    /** @throws LedgerException when a newer gateway wrote it, or it cannot be brought up to date; says why */
    static void migrate(Database database) {
        try {
            Flyway flyway = Flyway.configure()
                    .dataSource(database.connections())
                    .locations("classpath:ledger")
                    .javaMigrations(new RecordsMoved())
                    .placeholders(database.dialect())
                    .load();
            if (Arrays.stream(flyway.info().applied()).anyMatch(Schema::isNewer)) {
                throw new LedgerException("cannot use " + database.name()
                        + ": a newer version of the gateway wrote it; start that one, or go back to a backup");
            }
            flyway.migrate();
        } catch (FlywayException fault) {
            String reason =
                    SqlFault.in(fault).isPresent() ? SqlFault.words(fault) : "its tables are not those of the gateway";
            throw new LedgerException("cannot use " + database.name() + ": " + reason, fault);
        }
    }

    private static boolean isNewer(MigrationInfo migration) {
        return migration.getScript().isEmpty() || !migration.getState().isResolved();
    }
}
