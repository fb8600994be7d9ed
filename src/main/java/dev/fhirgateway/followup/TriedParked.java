package dev.fhirgateway.followup;

import dev.fhirgateway.ledger.DueRelationship;
import dev.fhirgateway.ledger.Parked;
import dev.fhirgateway.ledger.ParkedWord;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.Related;
import dev.fhirgateway.upsert.Unresolved;
import dev.fhirgateway.upsert.UpsertResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers what came of a parked relationship that was tried. A record that this gateway stores is told at once; between
 * such news it is tried after pauses that grow, because a record can come by another way.
 */
public final class TriedParked {
    private static final Logger LOG = LoggerFactory.getLogger(TriedParked.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(20);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final Duration NOT_TRIED = Duration.ofSeconds(30);
    private static final double JITTER = 0.2;

    private final Parked parked;
    private final Duration parkedFor;
    private final FollowUpListener listener;
    private final Clock clock;
    private final DoubleSupplier random;

    /**
     * @param parkedFor how long a relationship may wait
     * @param listener is told how those end
     * @param random from 0 to 1
     */
    public TriedParked(
            Parked parked, Duration parkedFor, FollowUpListener listener, Clock clock, DoubleSupplier random) {
        this.parked = parked;
        this.parkedFor = parkedFor;
        this.listener = listener;
        this.clock = clock;
        this.random = random;
    }

    /** Completes when it is written. */
    public CompletionStage<Boolean> remember(ParkedTry tried) {
        DueRelationship due = tried.due();
        EntryState end = tried.end().orElse(null);
        if (end instanceof Related related) {
            return ended(due, related.taskId() == null ? ParkedWord.MADE : ParkedWord.ACCEPTED, null);
        }
        if (end instanceof UpsertResult.Rejected rejected) {
            return ended(
                    due,
                    ParkedWord.REFUSED,
                    rejected.problems().stream().map(Problem::reason).collect(Collectors.joining("; ")));
        }
        return end instanceof Unresolved ? stillMissing(due) : parked.postpone(due, due.tries(), later(NOT_TRIED));
    }

    private CompletionStage<Boolean> stillMissing(DueRelationship due) {
        Instant last = due.parkedAt().plus(parkedFor);
        if (clock.instant().isBefore(last)) {
            Instant next = later(pause(due.tries()));
            return parked.postpone(due, due.tries() + 1, next.isBefore(last) ? next : last);
        }
        LOG.warn(
                "a relationship of entry {} of batch {} was given up: the record at one of its ends did not come in {}"
                        + " hours",
                due.relationship().entry().position(),
                due.relationship().entry().batchId(),
                parkedFor.toHours());
        return ended(
                due,
                ParkedWord.GIVEN_UP,
                "the record at one of its ends did not come within gateway.ledger.parked-for; a resend helps once it has");
    }

    private CompletionStage<Boolean> ended(DueRelationship due, ParkedWord word, @Nullable String words) {
        return parked.end(due, word, words).thenApply(done -> {
            listener.parkedEnded(word);
            return done;
        });
    }

    private static Duration pause(int tries) {
        Duration grown = FIRST_PAUSE.multipliedBy(1L << (2 * Math.min(tries, 10)));
        return grown.compareTo(LONGEST_PAUSE) < 0 ? grown : LONGEST_PAUSE;
    }

    private Instant later(Duration pause) {
        return clock.instant()
                .plusNanos(Math.round(pause.toNanos() * (1 - JITTER + 2 * JITTER * random.getAsDouble())));
    }
}
