package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.IdempotencyTable.Answered;
import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.RetryAfter;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The batches that came with an {@code Idempotency-Key}: those in work, and those that were answered for good. A key that
 * was in work when the gateway ended is free again.
 */
public final class IdempotencyKeys {
    private static final int LARGEST = 4 * 1024 * 1024;
    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    private final Map<Key, ContentHash> running = new ConcurrentHashMap<>();
    private final LedgerReader reader;
    private final LedgerWriter writer;
    private final Duration keep;
    private final Clock clock;

    /** @param keep how long an answer is given again */
    public IdempotencyKeys(LedgerReader reader, LedgerWriter writer, Duration keep, Clock clock) {
        this.reader = reader;
        this.writer = writer;
        this.keep = keep;
        this.clock = clock;
    }

    /**
     * Claims the key of a batch that has one. Empty: it is to be delivered, and the key to be released. Else it was
     * answered so before, and nothing is claimed.
     *
     * @throws RequestRefused 422 when the key was given to another batch, 409 when this batch is in work
     * @throws LedgerUnavailable when the ledger cannot be read
     */
    Optional<BatchReport> claim(UpsertBatch batch) {
        Key key = Key.of(batch);
        ContentHash content = content(batch);
        ContentHash other = running.putIfAbsent(key, content);
        if (other != null) {
            throw other.equals(content) ? inWork() : otherBatch();
        }
        try {
            Optional<Answered> answered = reader.read(handle -> IdempotencyTable.find(
                            handle, key.client(), key.key(), clock.instant().minus(keep)))
                    .flatMap(closed -> opened(key, closed));
            if (answered.isPresent()) {
                if (!answered.get().content().equals(content)) {
                    throw otherBatch();
                }
                BatchReport report = RecalledResults.read(answered.get().results(), batch);
                running.remove(key);
                return Optional.of(report);
            }
            return Optional.empty();
        } catch (RuntimeException | Error fault) {
            running.remove(key);
            throw fault;
        }
    }

    /**
     * Remembers the answer, when it is final: one that asks for a resend is not.
     *
     * @return completes when the next request of this key finds it
     */
    CompletionStage<Boolean> answered(BatchReport report) {
        boolean isFinal = report.results().stream().noneMatch(UpsertResult.Undelivered.class::isInstance);
        byte[] results = isFinal ? RememberedResults.bytes(report) : new byte[0];
        if (!isFinal || results.length > LARGEST) {
            return CompletableFuture.completedFuture(false);
        }
        Key key = Key.of(report.batch());
        ContentHash content = Objects.requireNonNull(running.get(key), "a key that was not claimed");
        Instant now = clock.instant();
        byte[] closed = reader.vault().seal(results, key.place());
        return writer.write(handle -> {
            IdempotencyTable.insert(handle, key.client(), key.key(), new Answered(content, closed), now);
            IdempotencyTable.prune(handle, now.minus(keep), MOST_BYTES);
            return true;
        });
    }

    /** Of an answer whose encryption key is gone nothing is known: the batch is delivered once more, which is safe. */
    private Optional<Answered> opened(Key key, Answered closed) {
        try {
            return Optional.of(new Answered(closed.content(), reader.vault().open(closed.results(), key.place())));
        } catch (Unreadable withoutItsKey) {
            return Optional.empty();
        }
    }

    void release(UpsertBatch batch) {
        running.remove(Key.of(batch));
    }

    /** Of all that decides the answer: the entries as they were sent, and the form that is wanted. */
    private static ContentHash content(UpsertBatch batch) {
        Iterator<byte[]> parts = IntStream.rangeClosed(0, batch.entries().size())
                .mapToObj(i -> i == 0
                        ? batch.preference().name().getBytes(StandardCharsets.UTF_8)
                        : part(batch.entries().get(i - 1)))
                .iterator();
        return ContentHash.of(() -> parts);
    }

    private static byte[] part(UpsertEntry entry) {
        return entry.original().toByteArray();
    }

    private static RequestRefused inWork() {
        return new RequestRefused(
                409,
                "conflict",
                "the batch of this Idempotency-Key is still in work; the same request gets its answer later",
                Map.of("Retry-After", RetryAfter.seconds(ASK_AGAIN)));
    }

    private static RequestRefused otherBatch() {
        return new RequestRefused(
                422,
                "business-rule",
                "this Idempotency-Key was used for a batch with other content, or for another form of answer; nothing was"
                        + " sent; a new batch needs a new key");
    }

    private record Key(String client, String key) {
        String place() {
            return "answer " + client + " " + key;
        }

        static Key of(UpsertBatch batch) {
            return new Key(
                    batch.origin().client(),
                    Objects.requireNonNull(batch.origin().wishes().idempotencyKey()));
        }
    }
}
