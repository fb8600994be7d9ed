package dev.fhirgateway.ledger;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a record.
 *
 * @param version the last one that was minted; 0 when there was none
 * @param createdAt when the registry made it; null when that is not known
 * @param lastUpdated when its last version was stored; null when there was none
 * @param hash of what the registry has, as far as it was taken whole; null when that is not known
 * @param mapping the version of the mapping that made it; null with the hash
 * @param originalUpdated {@code meta.lastUpdated} of the resource that was delivered last; null when that told none
 * @param outcome how the last entry that named it ended
 * @param task of the registry that is still open; null when there is none
 * @param passage the number of that entry's passage; 0 before the first
 */
public record RecordState(
        long version,
        @Nullable Instant createdAt,
        @Nullable Instant lastUpdated,
        @Nullable ContentHash hash,
        @Nullable String mapping,
        @Nullable Instant originalUpdated,
        Outcome outcome,
        @Nullable String task,
        long passage) {
    /** Of a record that nobody has named yet. */
    public static final RecordState NONE =
            new RecordState(0, null, null, null, null, null, Outcome.UNDELIVERED, null, 0);

    public RecordState {
        Objects.requireNonNull(outcome);
    }

    /**
     * The registry has taken a new version of it.
     *
     * @param next its number
     * @param updated when it was stored
     * @param created when the record was made; null for what is known already
     */
    RecordState stored(long next, Instant updated, @Nullable Instant created) {
        return new RecordState(
                next,
                created == null ? createdAt : created,
                updated,
                hash,
                mapping,
                originalUpdated,
                Outcome.PERSISTED,
                null,
                passage);
    }

    /** When its last version was delivered, by the clock of the gateway: that is what the number is. */
    public Instant deliveredAt() {
        return Micros.read(version);
    }

    /**
     * With what was sent for its last version; null for what nobody can tell. Even so it is known that no older one is
     * worth sending.
     */
    RecordState holding(@Nullable Content content) {
        return new RecordState(
                version,
                createdAt,
                lastUpdated,
                content == null ? null : content.hash(),
                content == null ? null : content.mapping(),
                content == null ? originalUpdated : content.originalUpdated(),
                outcome,
                task,
                passage);
    }

    /** Named by an entry that ended so. */
    RecordState ended(Outcome end, @Nullable String openTask) {
        return new RecordState(version, createdAt, lastUpdated, hash, mapping, originalUpdated, end, openTask, passage);
    }

    /** With another last passage. */
    RecordState passed(long number) {
        return new RecordState(version, createdAt, lastUpdated, hash, mapping, originalUpdated, outcome, task, number);
    }

    /**
     * What was sent of an entry.
     *
     * @param hash of all its payloads
     * @param mapping the version of the mapping that made them
     * @param originalUpdated {@code meta.lastUpdated} of the resource; null when it told none
     */
    public record Content(ContentHash hash, String mapping, @Nullable Instant originalUpdated) {}
}
