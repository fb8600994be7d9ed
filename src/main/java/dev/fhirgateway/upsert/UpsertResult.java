package dev.fhirgateway.upsert;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one entry. Exactly one per entry, in every failure. {@link Persisted}, {@link Accepted},
 * {@link Unchanged} and {@link Superseded} answer the entry with its resource; {@link Rejected} asks its sender to fix something;
 * {@link Undelivered} asks for nothing but a resend.
 */
public sealed interface UpsertResult extends EntryState {
    /** The entry that this is the result of. */
    UpsertEntry entry();

    /**
     * The registry has it.
     *
     * @param created true for a new record, false for an update
     * @param versionId minted here, grows with every change of the record
     * @param lastUpdated the registry's {@code meta.updatedAt}, or the time of its answer when it told none
     * @param createdAt the registry's {@code meta.createdAt}; null when it told none
     * @param unresolved the relationships that could not be made, because one of their ends is not known or not there
     */
    record Persisted(
            UpsertEntry entry,
            boolean created,
            String versionId,
            Instant lastUpdated,
            @Nullable Instant createdAt,
            List<Problem> unresolved)
            implements UpsertResult {
        public Persisted {
            Objects.requireNonNull(entry);
            Objects.requireNonNull(versionId);
            Objects.requireNonNull(lastUpdated);
            unresolved = List.copyOf(unresolved);
        }

        /** All relationships that were asked for, if any, are there. */
        public Persisted(
                UpsertEntry entry,
                boolean created,
                String versionId,
                Instant lastUpdated,
                @Nullable Instant createdAt) {
            this(entry, created, versionId, lastUpdated, createdAt, List.of());
        }
    }

    /**
     * The registry has captured it and works on it.
     *
     * @param taskId the registry's task, opaque
     * @param unresolved the relationships that could not be made, because one of their ends is not known or not there
     */
    record Accepted(UpsertEntry entry, String taskId, List<Problem> unresolved) implements UpsertResult {
        public Accepted {
            Objects.requireNonNull(entry);
            Objects.requireNonNull(taskId);
            unresolved = List.copyOf(unresolved);
        }

        /** All relationships that were asked for, if any, are there. */
        public Accepted(UpsertEntry entry, String taskId) {
            this(entry, taskId, List.of());
        }
    }

    /**
     * The same content was delivered before, so nothing was sent.
     *
     * @param versionId the stored version
     * @param lastUpdated when that version was stored
     * @param createdAt when the record was created; null when not known
     */
    record Unchanged(UpsertEntry entry, String versionId, Instant lastUpdated, @Nullable Instant createdAt)
            implements UpsertResult {
        public Unchanged {
            Objects.requireNonNull(entry);
            Objects.requireNonNull(versionId);
            Objects.requireNonNull(lastUpdated);
        }
    }

    /**
     * Not sent, because something newer stands for it.
     *
     * @param by what
     */
    record Superseded(UpsertEntry entry, Newer by) implements UpsertResult {
        public Superseded {
            if (by instanceof LaterEntry later && later.position() <= entry.index()) {
                throw new IllegalArgumentException("an entry is superseded by a later one");
            }
        }

        /** By another entry of the batch. */
        public Superseded(UpsertEntry entry, int position) {
            this(entry, new LaterEntry(position));
        }
    }

    /** What stands for an entry that was not sent. */
    sealed interface Newer {}

    /**
     * A later entry of the batch that names the same record. The earlier one was not checked either, and what became of
     * the later one is told there.
     *
     * @param position of the last one that names the record
     */
    record LaterEntry(int position) implements Newer {}

    /**
     * A version of the record that was delivered before, and that the EHR made later.
     *
     * @param versionId the one that was delivered last
     */
    record NewerVersion(String versionId) implements Newer {
        public NewerVersion {
            Objects.requireNonNull(versionId);
        }
    }

    /**
     * Final: sending the same entry again gives the same answer.
     *
     * @param blame who has to act
     * @param problems all that is wrong, at least one
     */
    record Rejected(UpsertEntry entry, Blame blame, List<Problem> problems) implements UpsertResult {
        public Rejected {
            Objects.requireNonNull(entry);
            Objects.requireNonNull(blame);
            problems = atLeastOne(problems);
        }
    }

    /**
     * Not known to be stored: sending it again is safe and useful.
     *
     * @param blame {@link Blame#REGISTRY_UNAVAILABLE}, {@link Blame#OUTCOME_UNKNOWN} or {@link Blame#GATEWAY_LIMIT}
     * @param problems why, at least one
     */
    record Undelivered(UpsertEntry entry, Blame blame, List<Problem> problems) implements UpsertResult {
        public Undelivered {
            Objects.requireNonNull(entry);
            Objects.requireNonNull(blame);
            problems = atLeastOne(problems);
        }
    }

    /** Of an entry of which nothing is known, because something broke outside every safety net: it may have been sent. */
    static UpsertResult lost(UpsertEntry entry) {
        return new Undelivered(
                entry,
                Blame.OUTCOME_UNKNOWN,
                List.of(new Problem(
                        "exception",
                        entry.root(),
                        "an internal fault of the gateway ended this entry; a resend is safe")));
    }

    private static List<Problem> atLeastOne(List<Problem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a failed entry says why");
        }
        return List.copyOf(problems);
    }
}
