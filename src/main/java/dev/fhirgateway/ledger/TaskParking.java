package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.letters.LetterBook;
import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.TaskOperation;
import dev.fhirgateway.upsert.TaskOperation.Target;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What the end of an operation means for relationships that wait. */
final class TaskParking {
    private TaskParking() {}

    /**
     * What is told of an operation: a relationship whose end is missing does not wait when its record was delivered again
     * since, for that has said anew what it refers to.
     */
    static TaskNews.Operation judged(Handle handle, TaskNews.Operation news) {
        return news.parks() == null || isLatest(handle, news.parks())
                ? news
                : new TaskNews.Operation(
                        news.operation(),
                        OperationWord.UNRESOLVED,
                        "a record at one of its ends was not there, and a later version of this one was delivered since",
                        null,
                        null);
    }

    /**
     * A record that is there makes those due that wait for it, and a relationship whose end is missing begins to wait.
     *
     * @param words why it ended so, without what was sent; null when there is nothing to say
     */
    static void write(
            Handle handle,
            Vault vault,
            String source,
            TaskNews.Operation news,
            @Nullable String words,
            AwaitedRecords awaited,
            LetterBook letters,
            Instant now) {
        TaskOperation operation = news.operation();
        ParkedRelationship parks = news.parks();
        if (parks != null) {
            awaited.add(parks);
            ParkedTable.insert(handle, vault, parks, now, now.plus(Waiting.SOON));
        } else if (operation.target() == Target.RELATIONSHIP && !news.word().isOpen()) {
            captured(handle, source, news, words, letters, now);
        } else if (news.word() == OperationWord.PERSISTED && awaited.mayAwait(source, operation.record())) {
            ParkedTable.wake(handle, source, operation.record(), now);
        }
    }

    private static void captured(
            Handle handle,
            String source,
            TaskNews.Operation news,
            @Nullable String words,
            LetterBook letters,
            Instant now) {
        boolean made = news.word() == OperationWord.PERSISTED;
        ParkedTable.captured(
                handle, source, news.operation().record(), made ? ParkedWord.MADE : ParkedWord.REFUSED, words, now);
        if (made) {
            letters.ofParked().made(handle, source, news.operation().record(), now);
        } else {
            letters.ofParked().failed(handle, source, news.operation().record(), words, now);
        }
    }

    /** Whether no later entry of its record was taken. */
    private static boolean isLatest(Handle handle, ParkedRelationship parks) {
        EntryName entry = parks.entry();
        return handle.createQuery("SELECT count(*) FROM record r JOIN passage p ON p.number = r.passage"
                                + " JOIN batch b ON b.id = :batch WHERE r.key = :key AND r.source = :source AND r.type = :type"
                                + " AND r.id = :id AND b.first_passage + :position < p.number"
                                + " AND p.outcome IN ('persisted', 'accepted')")
                        .bind("batch", entry.batchId())
                        .bind("position", entry.position())
                        .bind("key", new RecordId(parks.source(), entry.resourceType(), entry.id()).key())
                        .bind("source", parks.source())
                        .bind("type", entry.resourceType())
                        .bind("id", entry.id())
                        .map((row, context) -> row.getLong(1))
                        .one()
                == 0;
    }
}
