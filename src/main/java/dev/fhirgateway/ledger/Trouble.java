package dev.fhirgateway.ledger;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a database works, by what its last writes and reads told. Damage is never over: what could be read in between
 * says nothing of what could not.
 */
final class Trouble {
    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);

    private @Nullable String reason;
    private boolean damaged;

    /** What is wrong, in words for an operator; empty when nothing is. */
    synchronized Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    /** Something was written. That something could be read says nothing of a disk that is full. */
    synchronized void over() {
        if (reason != null && !damaged) {
            LOG.info("the ledger can be used again");
            reason = null;
        }
    }

    /** Gives the fault that those are told who wait for what failed; one that is not of the database as it is. */
    synchronized RuntimeException met(Throwable fault) {
        if (SqlFault.in(fault).isEmpty()) {
            return fault instanceof RuntimeException own ? own : new IllegalStateException(fault);
        }
        String words = SqlFault.words(fault);
        if (!SqlFault.isOfTheDatabase(fault)) {
            LOG.error("the ledger refused what it was asked: {}", words);
        } else if (!damaged && !words.equals(reason)) {
            LOG.error("the ledger cannot be used: {}", words);
            reason = words;
            damaged = SqlFault.isDamage(fault);
        }
        return new LedgerUnavailable(words, fault);
    }
}
