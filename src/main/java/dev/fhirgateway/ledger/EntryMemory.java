package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.RecordState.Content;
import dev.fhirgateway.upsert.RecordName;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is found out about one entry on its way, until it is written at the end of its batch, and the record that it
 * names. Used by one step after the other, on changing threads.
 */
public final class EntryMemory {
    private final @Nullable LiveRecord record;
    private final Clock clock;
    private @Nullable Instant original;
    private @Nullable Content sent;
    private final Payloads payloads;
    private final boolean keepsBodies;
    private List<RecordName> names = List.of();
    private List<Waiting> waiting = List.of();
    private boolean taken;
    private Outcome outcome = Outcome.UNDELIVERED;
    private boolean stored;
    private @Nullable String captured;
    private int outstanding;
    private int tries;
    private int status;
    private @Nullable RecordState turn;
    private @Nullable Long failedAt;

    /**
     * @param record null when the entry names none
     * @param clock by which versions are minted
     * @param keepsBodies whether what is sent is kept
     * @param unattended whether it is needed at the end of the batch, also when it is not kept
     */
    EntryMemory(@Nullable LiveRecord record, Clock clock, boolean keepsBodies, boolean unattended) {
        this.record = record;
        this.clock = clock;
        this.keepsBodies = keepsBodies;
        this.payloads = new Payloads(keepsBodies || unattended);
    }

    /** Of an entry that no batch remembers, and whose record nobody knows. */
    public static EntryMemory unknown(RecordId id, Clock clock) {
        return new EntryMemory(new LiveRecord(id), clock, false, false);
    }

    /** What is known of the record; empty when the entry names none. */
    public Optional<RecordState> record() {
        return Optional.ofNullable(record).map(LiveRecord::state);
    }

    /** Its {@code meta.lastUpdated}, as it was sent. */
    public synchronized void original(Instant lastUpdated) {
        original = lastUpdated;
    }

    /**
     * Its records are sent now. As long as they are not all taken, nobody can tell what the registry has.
     *
     * @param hash of all that it asks for
     * @param mapping the version of the mapping that made them
     * @param bodies of the calls, encoded
     */
    public synchronized void sends(ContentHash hash, String mapping, Map<RecordName, byte[]> bodies) {
        sent = new Content(hash, mapping, original);
        payloads.send(bodies);
        names = List.copyOf(bodies.keySet());
        outstanding = bodies.size();
        named().sentBy(this);
        forgetContent();
    }

    /** Something is sent besides, such as a relationship. */
    public synchronized void sendsBesides(RecordName name, byte[] body) {
        payloads.sendBesides(name, body);
    }

    /**
     * The body of the call for one of its records.
     *
     * @throws IllegalStateException when that is not being sent
     */
    public synchronized byte[] payload(RecordName name) {
        return payloads.get(name);
    }

    /**
     * It was not stored, and it is the turn of others at its record now: what is delivered from now on is newer. An entry
     * that is refused by its check may be there before the ledger has told anything of the record.
     */
    synchronized void leavesTurn() {
        turn = record == null || !record.isLoaded() ? null : record.state();
    }

    /**
     * What was known of its record when it left its turn; empty when nothing was known by then, when it has failed after that,
     * or names none.
     */
    public synchronized Optional<RecordState> turn() {
        return Optional.ofNullable(turn);
    }

    /** What was sent for it, as an array of {@code {record, body}}; empty when nothing was, or it is not known any more. */
    public synchronized Optional<byte[]> request() {
        if (payloads.kept().isEmpty()) {
            return Optional.empty();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SentBody.write(payloads.kept(), out);
        return Optional.of(out.toByteArray());
    }

    /** It is sent again, and had failed when its record had this version. */
    synchronized void replays(long version) {
        failedAt = version;
    }

    /** The version that was delivered of its record since it failed; empty when there is none, or it is no replay. */
    public synchronized Optional<Long> newerVersion() {
        return record().map(RecordState::version).filter(version -> failedAt != null && version > failedAt);
    }

    /**
     * A command of it came to its end.
     *
     * @param name what it wrote
     * @param tried how many times it was tried
     * @param answered the HTTP status of the last answer; 0 when there was none
     */
    public synchronized void called(RecordName name, int tried, int answered) {
        payloads.sent(name);
        tries += tried;
        status = answered;
    }

    /**
     * The registry has a new version of its record.
     *
     * @param updated when it was stored
     * @param created when the record was made; null for what is known already
     * @return what is known of the record then
     */
    public synchronized RecordState stored(Instant updated, @Nullable Instant created) {
        LiveRecord named = named();
        named.stored(updated, created, captured, clock);
        outstanding--;
        stored = true;
        taken = true;
        if (!keepsBodies && outstanding == 0) {
            payloads.forget();
        }
        return named.change(known -> known.holding(outstanding == 0 ? sent : null));
    }

    @Nullable
    LiveRecord live() {
        return record;
    }

    boolean names(RecordId id) {
        return record != null && record.id().equals(id);
    }

    /** What was sent for it; null when nothing was. */
    synchronized @Nullable Content sent() {
        return sent;
    }

    /** The registry has captured it, and tells by this task what becomes of it. */
    public synchronized void captured(String task) {
        named().change(known -> known.ended(Outcome.ACCEPTED, task));
        captured = task;
        taken = true;
    }

    /**
     * A relationship that it asks for has to wait for a record at one of its ends. It is parked with the end of the batch.
     *
     * @param unfinished the entries at its ends that the registry has only accepted; empty when that is not why it waits
     */
    public synchronized void parks(ParkedRelationship relationship, List<EntryMemory> unfinished) {
        List<Waiting> all = new ArrayList<>(waiting);
        all.add(new Waiting(relationship, unfinished));
        waiting = all;
    }

    /** What is to be parked. */
    synchronized List<Waiting> waiting() {
        return waiting;
    }

    /** Whether its records were taken and its relationships looked at, so that what was asked for before is void. */
    synchronized boolean asksAnew() {
        return (taken && outcome != Outcome.REJECTED && outcome != Outcome.UNDELIVERED) || !waiting.isEmpty();
    }

    /** The records that the registry may have stored for it. */
    synchronized List<RecordName> storedRecords() {
        return stored ? names : List.of();
    }

    private LiveRecord named() {
        if (record == null) {
            throw new IllegalStateException("an entry that names no record was sent");
        }
        return record;
    }

    private void forgetContent() {
        if (record != null) {
            record.change(known -> known.holding(null));
        }
    }

    /**
     * The end of its batch has come.
     *
     * @param position of the entry in it, from 0
     * @param whole whether it became all that was asked for; else a resend is no repetition
     * @param version the version that it was told; null when it got none
     * @param blame who has to act; null when nobody has
     * @param task under which the registry works on it; null when there is none
     * @param words why it ended so, fit to be kept; null when there is nothing to say
     * @param waits what is told of relationships that wait; null when none does
     */
    synchronized Passage ended(
            int position,
            Outcome end,
            boolean whole,
            @Nullable Long version,
            @Nullable String blame,
            @Nullable String task,
            @Nullable String words,
            @Nullable String waits) {
        outcome = end;
        boolean accepted = end == Outcome.ACCEPTED;
        if (sent != null && !whole && !accepted) {
            forgetContent();
        }
        if (record != null && record.isLast(this)) {
            // Its task may be over by now, and has told more.
            record.change(known -> accepted && known.task() == null ? known : known.ended(end, known.task()));
        }
        return new Passage(
                position,
                record,
                version,
                end,
                blame,
                status == 0 ? null : status,
                tries,
                task,
                sent,
                words,
                waits,
                keepsBodies ? payloads.kept() : Map.of());
    }
}
