package dev.fhirgateway.ledger;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.sqlite.SQLiteException;

/**
 * What is wrong with a database, in words for an operator. Never the message of the driver, which can repeat what was to
 * be stored.
 */
final class SqlFault {
    /** Result codes of SQLite that tell of the file, or of what lies under it. */
    private static final Set<Integer> OF_FILES = Set.of(5, 6, 8, 10, 11, 13, 14, 15, 26);

    private static final Set<Integer> DAMAGE = Set.of(11, 26);

    /** SQLSTATE lock_not_available. */
    private static final String HELD = "55P03";

    /** Classes of SQLSTATE that tell of data, a constraint or a syntax. */
    private static final Set<String> OF_QUESTIONS = Set.of("21", "22", "23", "42");

    private SqlFault() {}

    /** The fault of a database among the causes; empty when there is none. */
    static Optional<SQLException> in(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    /** Says what is wrong; of what is no fault of a database, its kind. */
    static String words(Throwable fault) {
        return in(fault)
                .map(sql -> sql instanceof SQLiteException file ? ofFile(file) : ofServer(sql))
                .orElseGet(() -> fault.getClass().getSimpleName());
    }

    /** Whether the database is to blame, so that others will meet the fault too; else it is what it was asked. */
    static boolean isOfTheDatabase(Throwable fault) {
        return in(fault)
                .map(sql -> sql instanceof SQLiteException file
                        ? OF_FILES.contains(file.getResultCode().code & 0xff)
                        : !OF_QUESTIONS.contains(kind(sql)))
                .orElse(false);
    }

    /** Whether the file is damaged, which does not mend itself. */
    static boolean isDamage(Throwable fault) {
        return in(fault)
                .filter(sql -> sql instanceof SQLiteException file && DAMAGE.contains(file.getResultCode().code & 0xff))
                .isPresent();
    }

    private static String kind(SQLException fault) {
        String state = String.valueOf(fault.getSQLState());
        return state.substring(0, Math.min(2, state.length()));
    }

    private static String ofFile(SQLiteException fault) {
        return switch (fault.getResultCode().code & 0xff) {
            case 8 -> "its file cannot be written";
            case 10 -> "the disk reports an error (" + fault.getResultCode().name() + ")";
            case 11 -> "its file is damaged";
            case 13 -> "the disk is full";
            case 14 -> "its file cannot be opened";
            case 26 -> "its file is damaged, or no database";
            case 5, 6 -> "another process has locked its file";
            default -> "SQLite reports " + fault.getResultCode().name();
        };
    }

    /** By the classes of SQLSTATE ({@code PostgreSQL appendix A}). */
    private static String ofServer(SQLException fault) {
        String state = String.valueOf(fault.getSQLState());
        return switch (kind(fault)) {
            case "08", "57" -> "the database server cannot be reached, or is stopping";
            case "28" -> "the database server refuses the user or the password";
            case "3D" -> "the database server has no database of this name";
            case "42" ->
                "the database user may not do this, or the tables are not those of the gateway (" + state + ")";
            case "55" ->
                state.equals(HELD)
                        ? "another gateway uses it; one at a time can"
                        : "the database takes no connections (" + state + ")";
            case "53" -> "the database server is out of disk, memory or connections (" + state + ")";
            default -> "the database server reports SQLSTATE " + state;
        };
    }
}
