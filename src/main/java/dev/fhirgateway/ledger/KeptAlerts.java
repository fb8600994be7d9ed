package dev.fhirgateway.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What alerts have told, so that a restart does not tell it again. */
public final class KeptAlerts {
    private final LedgerReader reader;
    private final LedgerWriter writer;

    KeptAlerts(LedgerReader reader, LedgerWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /**
     * What was told last of each rule.
     *
     * @throws LedgerUnavailable when the ledger cannot be read
     */
    public List<KeptAlert> all() {
        return reader.read(handle -> handle.createQuery(
                        "SELECT rule, raised, since, told_at, words, delivered FROM alert ORDER BY rule")
                .map((row, context) -> read(row))
                .list());
    }

    /**
     * When the last batch was admitted; empty when there never was one.
     *
     * @throws LedgerUnavailable when the ledger cannot be read
     */
    public Optional<Instant> lastTraffic() {
        return reader.read(handle -> handle.createQuery("SELECT received_at FROM batch ORDER BY number DESC LIMIT 1")
                .map((row, context) -> Micros.read(row.getLong(1)))
                .findOne());
    }

    /** Remembers it in place of what was told before. */
    public CompletionStage<Integer> keep(KeptAlert alert) {
        return writer.write(handle -> handle.createUpdate(
                        "INSERT INTO alert (rule, raised, since, told_at, words, delivered) VALUES (?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (rule) DO UPDATE SET raised = excluded.raised, since = excluded.since,"
                                + " told_at = excluded.told_at, words = excluded.words, delivered = excluded.delivered")
                .bind(0, alert.rule())
                .bind(1, alert.raised() ? 1 : 0)
                .bind(2, Micros.of(alert.since()))
                .bind(3, Micros.of(alert.toldAt()))
                .bind(4, alert.words())
                .bind(5, alert.delivered() ? 1 : 0)
                .execute());
    }

    private static KeptAlert read(ResultSet row) throws SQLException {
        return new KeptAlert(
                OperationTable.text(row, "rule"),
                row.getInt("raised") > 0,
                Micros.read(row.getLong("since")),
                Micros.read(row.getLong("told_at")),
                OperationTable.text(row, "words"),
                row.getInt("delivered") > 0);
    }

    /**
     * What was told last of a rule.
     *
     * @param rule by its name
     * @param raised whether it was raised; else it was cleared
     * @param since when that was
     * @param toldAt when it was told last
     * @param words what was told
     * @param delivered whether the webhook need not be told any more
     */
    public record KeptAlert(
            String rule, boolean raised, Instant since, Instant toldAt, String words, boolean delivered) {
        public KeptAlert {
            Objects.requireNonNull(rule);
            Objects.requireNonNull(since);
            Objects.requireNonNull(toldAt);
            Objects.requireNonNull(words);
        }
    }
}
