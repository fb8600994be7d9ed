package dev.fhirgateway.upsert;

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

    /** Behind the name of a job, the name of the batch that its first part is. */
    public static final String FIRST_PART = ".0";

    /** Who sends again what had failed finally. */
    public static final String REPLAY = "gateway:replay";

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

    /** The name of the job that it is, or may go on as. */
    public String jobId() {
        return batchId.endsWith(FIRST_PART) ? batchId.substring(0, batchId.length() - FIRST_PART.length()) : batchId;
    }

    /** Whether it sends again what had failed finally. */
    public boolean isReplay() {
        return client.equals(REPLAY);
    }

    /** Whether it is a part of a job, which sends again by itself what was not delivered. */
    public boolean isPartOfJob() {
        return batchId.indexOf('.') >= 0;
    }

    /** Whether it is no batch that sends, but the follow-up of one that is over, perhaps. */
    public boolean isFollowUp() {
        return client.equals(FOLLOW_UP);
    }
}
