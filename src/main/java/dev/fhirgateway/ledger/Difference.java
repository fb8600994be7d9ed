package dev.fhirgateway.ledger;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record that a list and the ledger do not agree on.
 *
 * @param kind what is different
 * @param type the FHIR resource type
 * @param id the FHIR logical id
 * @param listed as the list has it; null when it has not
 * @param version that was delivered last; null when none was
 * @param originalUpdated {@code meta.lastUpdated} of that; null when it told none
 * @param pending whether the registry is at work on a newer one
 */
public record Difference(
        Kind kind,
        String type,
        String id,
        @Nullable ListedRecord listed,
        @Nullable Long version,
        @Nullable Instant originalUpdated,
        boolean pending) {
    public Difference {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(type);
        Objects.requireNonNull(id);
    }

    /** What is different. */
    public enum Kind {
        /** In the list, and never delivered. */
        MISSING,
        /** Delivered, older than the list says. */
        STALE,
        /** Delivered, and not in the list. */
        SURPLUS,
        /** Delivered without a {@code meta.lastUpdated}, so that nobody can tell whether it is that of the list. */
        UNKNOWN
    }

    /** How a listed record differs from what is known of it; null when it does not. */
    static @Nullable Difference of(ListedRecord listed, RecordState known) {
        Kind kind = kind(listed, known);
        return kind == null
                ? null
                : new Difference(
                        kind,
                        listed.type(),
                        listed.id(),
                        listed,
                        known.version() == 0 ? null : known.version(),
                        known.originalUpdated(),
                        known.task() != null);
    }

    private static @Nullable Kind kind(ListedRecord listed, RecordState known) {
        if (known.version() == 0) {
            return Kind.MISSING;
        }
        if (listed.version() != null && known.version() < listed.version()) {
            return Kind.STALE;
        }
        if (listed.lastUpdated() == null) {
            return null;
        }
        if (known.originalUpdated() == null) {
            return Kind.UNKNOWN;
        }
        return known.originalUpdated().isBefore(listed.lastUpdated()) ? Kind.STALE : null;
    }

    @Override
    public String toString() {
        return "Difference[" + kind + "]";
    }
}
