package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.balance.BalanceTable;
import dev.fhirgateway.ledger.balance.DayBalance;
import dev.fhirgateway.upsert.BalanceInquiry;
import dev.fhirgateway.upsert.RequestRefused;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/** The balance of each day: what came in, and what became of it. */
public final class Balances {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(20);
    private static final int WEEK = 7;

    private final LedgerReader reader;
    private final ZoneId zone;
    private final Clock clock;

    /** @param zone in which the days begin */
    Balances(LedgerReader reader, ZoneId zone, Clock clock) {
        this.reader = reader;
        this.zone = zone;
        this.clock = clock;
    }

    /**
     * The days that are asked for, of the source of the client; those on which nothing came are left out.
     *
     * @throws RequestRefused 404 for another source; 503 when the ledger cannot be read
     */
    public BalanceSheet of(BalanceInquiry inquiry) {
        if (inquiry.source() != null && !inquiry.source().equals(inquiry.sourceKey())) {
            throw new RequestRefused(
                    404,
                    "not-found",
                    "a client can ask about the balance of its own source alone, and this is another one");
        }
        LocalDate to = Objects.requireNonNullElseGet(inquiry.to(), () -> LocalDate.now(clock.withZone(zone)));
        LocalDate from = Objects.requireNonNullElseGet(inquiry.from(), () -> to.minusDays(WEEK - 1L));
        try {
            List<DayBalance> days = reader.read(
                    handle -> BalanceTable.days(handle, inquiry.sourceKey(), from.toString(), to.toString()));
            return new BalanceSheet(inquiry.sourceKey(), zone, from, to, days);
        } catch (LedgerUnavailable fault) {
            throw fault.refusal(RETRY_AFTER);
        }
    }

    /**
     * All days of each source as one.
     *
     * @throws LedgerUnavailable when the ledger cannot be read
     */
    public List<DayBalance> totals() {
        return reader.read(BalanceTable::totals);
    }
}
