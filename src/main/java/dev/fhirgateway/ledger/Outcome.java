package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.balance.End;
import dev.fhirgateway.upsert.UpsertResult;
import java.util.Locale;
import java.util.Optional;

/** How an entry ended, in one word. */
public enum Outcome {
    /** The registry has it. */
    PERSISTED,
    /** The registry has captured it; the task tells more. */
    ACCEPTED,
    /** It was delivered before, so nothing was sent. */
    UNCHANGED,
    /** A later entry of its batch stood for it, or a newer version of its record was delivered before. */
    SUPERSEDED,
    /** Refused for good. */
    REJECTED,
    /** Not known to be stored. */
    UNDELIVERED,
    /** The gateway ended before the entry did: it may have been sent. */
    INTERRUPTED;

    /** Of a result. */
    static Outcome of(UpsertResult result) {
        if (result instanceof UpsertResult.Persisted) {
            return PERSISTED;
        } else if (result instanceof UpsertResult.Accepted) {
            return ACCEPTED;
        } else if (result instanceof UpsertResult.Unchanged) {
            return UNCHANGED;
        } else if (result instanceof UpsertResult.Superseded) {
            return SUPERSEDED;
        }
        return result instanceof UpsertResult.Rejected ? REJECTED : UNDELIVERED;
    }

    /**
     * What it is in the balance of its day; empty when it is no end.
     *
     * @param unattended whether nobody waits for the answer to its batch
     * @param partOfJob whether its batch is a round of a job, which sends again what was not delivered
     */
    Optional<End> end(boolean unattended, boolean partOfJob) {
        return switch (this) {
            case PERSISTED -> Optional.of(End.PERSISTED);
            case UNCHANGED -> Optional.of(End.UNCHANGED);
            case SUPERSEDED -> Optional.of(End.SUPERSEDED);
            case UNDELIVERED -> partOfJob ? Optional.empty() : Optional.of(failed(unattended));
            case REJECTED -> Optional.of(failed(unattended));
            case ACCEPTED, INTERRUPTED -> Optional.empty();
        };
    }

    private static End failed(boolean unattended) {
        return unattended ? End.DEAD_LETTERED : End.ANSWERED;
    }

    /** As it is written. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link #code()} gave. */
    static Outcome read(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
