package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.balance.DayBalance;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * Days of one source.
 *
 * @param source of the registry
 * @param zone in which a day begins now
 * @param from the first day that was asked for
 * @param to the last one
 * @param days those on which something came, the last one first
 */
public record BalanceSheet(String source, ZoneId zone, LocalDate from, LocalDate to, List<DayBalance> days) {
    public BalanceSheet {
        Objects.requireNonNull(source);
        Objects.requireNonNull(zone);
        Objects.requireNonNull(from);
        Objects.requireNonNull(to);
        days = List.copyOf(days);
    }
}
