package dev.fhirgateway.upsert;

import java.util.Objects;
import java.util.Optional;

/**
 * What came of a write that was made again.
 *
 * @param resend what was to be sent
 * @param end its end; empty when something broke
 */
public record Resent(Resend resend, Optional<EntryState> end) {
    public Resent {
        Objects.requireNonNull(resend);
        Objects.requireNonNull(end);
    }
}
