package dev.fhirgateway.ledger.letters;

import java.time.Instant;

/**
 * How many letters are open.
 *
 * @param source of this registry source
 * @param blame by the code of who has to act
 * @param letters how many
 * @param oldest when the oldest of them failed
 */
public record OpenCount(String source, String blame, long letters, Instant oldest) {}
