package dev.fhirgateway.upsert;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Where a batch came from and how long its entries may be tried. Every entry carries it, so an entry can travel alone.
 *
 * @param batchId the id told to the client in {@code X-Batch-Id}
 * @param client who sent it, by the operator's name for it, or {@code feed:} and the id of a route: what waits is taken in
 *     turns between clients
 * @param sourceKey the registry source that is written to; comes from the client's account, never from the body
 * @param receivedAt when the request was admitted
 * @param deadline after this instant nothing more is sent, so that the answer comes while the client still waits for it;
 *     what is not final by then is answered as undelivered
 * @param wishes what the sender asks for beside the delivery
 */
public record Origin(
        String batchId, String client, String sourceKey, Instant receivedAt, Instant deadline, Wishes wishes) {
    /** Who sends again what the registry failed at; no name of a client has a colon. */
    public static final String FOLLOW_UP = "gateway:follow-up";

    /** Who sends again what had failed finally. */
    public static final String REPLAY = "gateway:replay";

    /** Behind the name of a job, the name of the batch that its first part is. */
    public static final String FIRST_PART = ".0";

    private static final Duration LONGEST_REST = Duration.ofSeconds(1);

    public Origin {
        Objects.requireNonNull(batchId);
        Objects.requireNonNull(client);
        Objects.requireNonNull(sourceKey);
        Objects.requireNonNull(receivedAt);
        Objects.requireNonNull(deadline);
        Objects.requireNonNull(wishes);
    }

    /** Of a sender without wishes. */
    public Origin(String batchId, String client, String sourceKey, Instant receivedAt, Instant deadline) {
        this(batchId, client, sourceKey, receivedAt, deadline, Wishes.NONE);
    }

    /** By what names it: it is looked up with every entry. */
    @Override
    public int hashCode() {
        return batchId.hashCode();
    }

    /** Whether it sends again what had failed finally. */
    public boolean isReplay() {
        return client.equals(REPLAY);
    }

    /** Whether it is a part of a job from the beginning, which sends again by itself what was not delivered. */
    public boolean isPartOfJob() {
        return batchId.indexOf('.') >= 0 && !wishes.handOver();
    }

    /** Whether it is what a part of a job left over, sent again. */
    public boolean isSentAgain() {
        return isPartOfJob() && batchId.indexOf('.') != batchId.lastIndexOf('.');
    }

    /** The name of the batch that was sent first of what is sent again now; its own when nothing is. */
    public String firstRound() {
        return isSentAgain() ? batchId.substring(0, batchId.lastIndexOf('.')) : batchId;
    }

    /** The name of the job that it is, is a part of, or may go on as. */
    public String jobId() {
        int part = batchId.indexOf('.');
        return part < 0 ? batchId : batchId.substring(0, part);
    }

    /** For how long something may still be begun, or waited for, so that enough is left for the answer. */
    public Duration left(Instant now) {
        Duration tenth = Duration.between(receivedAt, deadline).dividedBy(10);
        Duration rest = tenth.compareTo(LONGEST_REST) < 0 ? tenth : LONGEST_REST;
        Duration left = Duration.between(now, deadline.minus(rest));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Whether it is no batch that sends, but the follow-up of one that is over, perhaps. */
    public boolean isFollowUp() {
        return client.equals(FOLLOW_UP);
    }
}
