package dev.fhirgateway.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * How many relationships wait.
 *
 * @param relationships how many
 * @param oldest since when the oldest of them waits; empty when there is none
 */
public record ParkedCount(long relationships, Optional<Instant> oldest) {}
