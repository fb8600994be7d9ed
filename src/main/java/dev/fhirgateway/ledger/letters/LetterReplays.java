package dev.fhirgateway.ledger.letters;

import dev.fhirgateway.ledger.LedgerReader;
import dev.fhirgateway.ledger.LedgerWriter;
import dev.fhirgateway.ledger.RecordId;
import dev.fhirgateway.ledger.Unreadable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The letters that are to be sent again, batch by batch. What is not known to have ended is sent again after a restart. */
public final class LetterReplays {
    private final LedgerReader reader;
    private final LedgerWriter writer;
    private final LetterBook book;
    private final Clock clock;

    LetterReplays(LedgerReader reader, LedgerWriter writer, LetterBook book, Clock clock) {
        this.reader = reader;
        this.writer = writer;
        this.book = book;
        this.clock = clock;
    }

    /**
     * The next ones of a source of which none is being sent, claimed until they are {@linkplain #over over}.
     *
     * @param registryAnswers whether the registry is not known to be down; while it is, one letter at a time finds out
     * @param atMost how many
     * @param bytes how many bytes of them, unless a single one has more
     * @return empty when there is none
     */
    public Optional<Replay> next(boolean registryAnswers, int atMost, long bytes) {
        Instant now = clock.instant();
        for (String source : reader.read(handle -> LetterReads.dueSources(handle, now))) {
            if (book.replays().claim(source)) {
                List<Replay.Part> letters =
                        reader.read(handle -> parts(handle, source, now, registryAnswers ? atMost : 1, bytes));
                if (!letters.isEmpty()) {
                    return Optional.of(new Replay(source, letters, registryAnswers));
                }
                book.replays().release(source);
            }
        }
        return Optional.empty();
    }

    private List<Replay.Part> parts(Handle handle, String source, Instant now, int atMost, long bytes) {
        List<Replay.Part> parts = new ArrayList<>();
        Set<RecordId> records = new HashSet<>();
        long size = 0;
        for (LetterReads.Due due : LetterReads.due(handle, source, now, atMost)) {
            if (size >= bytes) {
                break;
            }
            RecordId record = due.letter().record();
            if (record == null || records.add(record)) {
                byte[] content = content(handle, due.letter(), now);
                if (content != null) {
                    parts.add(new Replay.Part(
                            due.letter().number(), due.version(), due.letter().rounds(), content));
                    size += content.length;
                }
            }
        }
        return parts;
    }

    /** Null when its key is not there: then somebody has to act. */
    private byte @Nullable [] content(Handle handle, Letter letter, Instant now) {
        try {
            byte[] content = book.bodies().content(handle, letter.number());
            if (content == null) {
                reopen(letter, "there is nothing that could be sent: it was over the size limit", now);
            }
            return content;
        } catch (Unreadable closed) {
            reopen(letter, "what was sent cannot be read: " + closed.reason(), now);
            return null;
        }
    }

    private void reopen(Letter letter, String words, Instant now) {
        NewLetter.Failure failure = new NewLetter.Failure(letter.blame(), words, null, 0, null);
        var unused = writer.write(transaction -> LetterTable.open(transaction, letter.number(), failure, null, now));
    }

    /**
     * They are the entries of this batch, in this order. Waits until that is written.
     *
     * @throws dev.fhirgateway.ledger.LedgerUnavailable when it cannot be
     */
    public void begin(String batchId, Replay replay) {
        writer.written(handle -> {
            int position = 0;
            for (Replay.Part letter : replay.letters()) {
                LetterTable.sentBy(handle, letter.number(), batchId, position++);
            }
            return position;
        });
        book.replays().begin(batchId, replay);
    }

    /**
     * Nothing is being sent of them any more. What the ledger knows nothing of is tried again, after a while.
     *
     * @param batchId their batch; null when it did not come to one
     */
    public void over(Replay replay, @Nullable String batchId) {
        if (batchId != null) {
            book.replays().end(batchId);
        }
        Instant now = clock.instant();
        Instant later = now.plus(Pauses.AFTER_FAILURE);
        var unused = writer.write(handle -> {
                    replay.letters()
                            .forEach(letter -> LetterTable.postponeUnlessEnded(handle, letter.number(), now, later));
                    return true;
                })
                .whenComplete((done, fault) -> book.replays().release(replay.source()));
    }
}
