package dev.fhirgateway.alerts;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How things stand at one moment.
 *
 * @param down whether the registry is down or failing, so that no calls are made; null when no call has told since the start
 * @param keyRefused whether the registry refuses the API key; null when no call has told since the start
 * @param ledgerTrouble what is wrong with the ledger, in words for an operator; null when nothing is
 * @param oldestWaiting how long the oldest entry waits that has not ended; null when that cannot be found out now
 * @param deadLetters how many there are; null when that cannot be found out now
 * @param lastTraffic when the last batch was admitted; null when there was none, or it cannot be found out now
 */
public record Observed(
        @Nullable Boolean down,
        @Nullable Boolean keyRefused,
        @Nullable String ledgerTrouble,
        @Nullable Duration oldestWaiting,
        @Nullable Long deadLetters,
        @Nullable Instant lastTraffic) {}
