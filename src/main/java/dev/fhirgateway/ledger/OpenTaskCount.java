package dev.fhirgateway.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * How many tasks are followed.
 *
 * @param tasks how many
 * @param oldest when the oldest of them was accepted; empty when there is none
 */
public record OpenTaskCount(long tasks, Optional<Instant> oldest) {}
