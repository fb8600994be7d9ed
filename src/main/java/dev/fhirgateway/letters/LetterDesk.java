package dev.fhirgateway.letters;

import dev.fhirgateway.ledger.LedgerUnavailable;
import dev.fhirgateway.ledger.Unreadable;
import dev.fhirgateway.ledger.letters.Change;
import dev.fhirgateway.ledger.letters.DeadLetters;
import dev.fhirgateway.ledger.letters.Letter;
import dev.fhirgateway.ledger.letters.LetterLife;
import dev.fhirgateway.ledger.letters.LetterPage;
import dev.fhirgateway.ledger.letters.LettersChanged;
import dev.fhirgateway.ledger.letters.ShownLetter;
import dev.fhirgateway.upsert.LetterInquiry;
import dev.fhirgateway.upsert.LetterLook;
import dev.fhirgateway.upsert.LetterOrder;
import dev.fhirgateway.upsert.LetterOrder.Action;
import dev.fhirgateway.upsert.RequestRefused;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where dead letters are asked for, and where it is said what is to become of them. */
public final class LetterDesk {
    private static final Logger LOG = LoggerFactory.getLogger(LetterDesk.class);

    private final DeadLetters letters;
    private final boolean fullView;
    private final Duration retryAfter;

    /**
     * @param fullView whether anybody may see what was sent as it was sent
     * @param retryAfter what a client is told to wait when the ledger fails
     */
    public LetterDesk(DeadLetters letters, boolean fullView, Duration retryAfter) {
        this.letters = letters;
        this.fullView = fullView;
        this.retryAfter = retryAfter;
    }

    /**
     * The letters that are asked for.
     *
     * @throws RequestRefused 404 for another source; 503 when the ledger cannot be read
     */
    public LetterPage list(LetterInquiry inquiry) {
        requireOwn(inquiry.sourceKey(), inquiry.selection().source());
        List<Letter> page = known(() -> letters.page(inquiry.selection(), inquiry.before(), inquiry.count()));
        return new LetterPage(inquiry, page);
    }

    /**
     * One of them.
     *
     * @throws RequestRefused 403 when it is not to be seen in full; 404 when there is none of this source; 503 when the
     *     ledger cannot be read
     */
    public ShownLetter show(LetterLook look) {
        if (look.full() && !fullView) {
            throw new RequestRefused(
                    403,
                    "forbidden",
                    "what was sent is not shown as it was sent here (gateway.records.full-view); ask without view=full");
        }
        LetterLife life =
                known(() -> letters.find(look.sourceKey(), look.number())).orElseThrow(LetterDesk::absent);
        if (look.full()) {
            LOG.info("the dead letter {} was shown in full to client {}", look.number(), look.client());
        }
        return new ShownLetter(life, look.full());
    }

    /**
     * What is wished for one letter or many.
     *
     * @throws RequestRefused 404 when there is none of this source, or another source is named; 409 when nothing can be
     *     done about it; 503 when the ledger cannot be written
     */
    public LettersChanged act(LetterOrder order) {
        int count = order.number() == null ? many(order) : one(order, order.number());
        if (count > 0) {
            LOG.info(
                    "{} dead letters of source {} are {} as client {} wishes",
                    count,
                    order.sourceKey(),
                    order.action() == Action.REPLAY ? "sent again" : "discarded",
                    order.client());
        }
        return new LettersChanged(order.action(), count);
    }

    private int many(LetterOrder order) {
        requireOwn(order.sourceKey(), order.selection().source());
        return known(() -> order.action() == Action.REPLAY
                ? letters.replay(order.selection(), order.client())
                : letters.discard(order.selection(), order.client(), Objects.requireNonNull(order.reason())));
    }

    private int one(LetterOrder order, long number) {
        Change change = known(() -> change(order, number));
        return switch (change) {
            case DONE -> 1;
            case ABSENT -> throw absent();
            case NOT_OPEN ->
                throw conflict(
                        "it is settled, or being sent again: only letters that are open or waiting can be changed");
            case NOTHING_TO_SEND ->
                throw conflict("there is nothing of it that could be sent; send a resource with it");
            case NOTHING_TO_EDIT -> throw conflict("it is a relationship: there is no resource of it to send instead");
        };
    }

    private Change change(LetterOrder order, long number) {
        try {
            return order.action() == Action.REPLAY
                    ? letters.replay(order.sourceKey(), number, order.client(), order.edited())
                    : letters.discard(
                            order.sourceKey(), number, order.client(), Objects.requireNonNull(order.reason()));
        } catch (Unreadable closed) {
            throw conflict("what was sent cannot be read: " + closed.reason());
        }
    }

    private <T> T known(Supplier<T> question) {
        try {
            return question.get();
        } catch (LedgerUnavailable fault) {
            throw fault.refusal(retryAfter);
        }
    }

    private static void requireOwn(String own, String asked) {
        if (!asked.equals(own)) {
            throw new RequestRefused(
                    404,
                    "not-found",
                    "a client can ask about letters of its own source alone, and this is another one");
        }
    }

    private static RequestRefused absent() {
        return new RequestRefused(404, "not-found", "there is no such letter of this source");
    }

    private static RequestRefused conflict(String words) {
        return new RequestRefused(409, "conflict", words);
    }
}
