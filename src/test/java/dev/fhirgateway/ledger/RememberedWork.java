package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.TaskOperation;
import dev.fhirgateway.upsert.TaskOperation.Target;
import dev.fhirgateway.upsert.Unresolved;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertResult;
import dev.fhirgateway.upsert.Wishes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A batch of Patients that a ledger remembers, and what becomes of them. */
final class RememberedWork {
    static final String SOURCE = "zz-clinic";
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final Ledger ledger;
    private final UpsertBatch batch;
    private final BatchMemory memory;
    private final List<UpsertResult> results = new ArrayList<>();

    private RememberedWork(Ledger ledger, UpsertBatch batch) {
        this.ledger = ledger;
        this.batch = batch;
        this.memory = ledger.records().begin(batch);
        try {
            memory.begun().join();
        } catch (CompletionException fault) {
            var unused = ledger.records().end(BatchReport.of(batch, List.of()));
            throw fault.getCause() instanceof RuntimeException known ? known : fault;
        }
    }

    static RememberedWork begin(Ledger ledger, String batchId, String... patients) {
        return new RememberedWork(ledger, batch(batchId, patients));
    }

    /** The same, sent by somebody who does not look at the answer. */
    static RememberedWork unattended(Ledger ledger, String batchId, String... patients) {
        return new RememberedWork(ledger, batch(origin(batchId, "feed:zz", Wishes.UNATTENDED), patients));
    }

    /** The same, of letters that are sent again. */
    static RememberedWork replaying(Ledger ledger, String batchId, String... patients) {
        return new RememberedWork(ledger, batch(origin(batchId, Origin.REPLAY, Wishes.UNATTENDED), patients));
    }

    static UpsertBatch batch(String batchId, String... patients) {
        return batch(origin(batchId, "ehr", Wishes.NONE), patients);
    }

    private static Origin origin(String batchId, String client, Wishes wishes) {
        return new Origin(batchId, client, SOURCE, NOON, NOON.plusSeconds(120), wishes);
    }

    private static UpsertBatch batch(Origin origin, String... patients) {
        return new UpsertBatch(
                origin,
                UpsertRequest.Preference.REPRESENTATION,
                IntStream.range(0, patients.length)
                        .mapToObj(i ->
                                new UpsertEntry(origin, i, original(patients[i]), "Patient", patients[i], List.of()))
                        .toList());
    }

    private static OriginalBytes original(String patient) {
        String json = "{\"resourceType\":\"Patient\",\"id\":\"" + patient + "\",\"gender\":\"zz-marker\"}";
        return OriginalBytes.copyOf(json.getBytes(StandardCharsets.UTF_8));
    }

    static RecordId id(String patient) {
        return new RecordId(SOURCE, "Patient", patient);
    }

    /** The registry stores an entry; gives its version. */
    long stored(int position, String content, Instant updated, Instant created) {
        UpsertEntry entry = batch.entries().get(position);
        EntryMemory known = memory.entry(position);
        send(entry, known, content);
        known.called(name(entry), 1, 200);
        RecordState state = known.stored(updated, created);
        results.add(
                new UpsertResult.Persisted(entry, false, Long.toString(state.version()), updated, state.createdAt()));
        return state.version();
    }

    /** The registry stores an entry, and a relationship of it has to wait. */
    void storedBut(int position, ParkedRelationship waiting, String words) {
        stored(position);
        UpsertResult.Persisted persisted = (UpsertResult.Persisted) results.remove(results.size() - 1);
        results.add(new UpsertResult.Persisted(
                persisted.entry(),
                false,
                persisted.versionId(),
                persisted.lastUpdated(),
                null,
                List.of(Unresolved.waiting(persisted.entry(), "Patient.link", words)
                        .problem())));
        parks(position, waiting);
    }

    long stored(int position) {
        return stored(position, "content", NOON, null);
    }

    /** The registry captures an entry, under a task that is asked about for the first time at that instant. */
    RememberedWork accepted(int position, String task, Instant firstPoll) {
        UpsertEntry entry = batch.entries().get(position);
        EntryMemory known = memory.entry(position);
        send(entry, known, "content");
        known.called(name(entry), 1, 202);
        known.captured(task);
        follow(position, Target.RESOURCE, name(entry), task, firstPoll);
        results.add(new UpsertResult.Accepted(entry, task));
        return this;
    }

    /** The registry captures an entry with others, in one request that its batch waits for. */
    RememberedWork captured(int position, String task, Instant firstPoll) {
        UpsertEntry entry = batch.entries().get(position);
        send(entry, memory.entry(position), "content");
        memory.entry(position).captured(task);
        follow(NewTask.Kind.BULK, position, Target.RESOURCE, name(entry), task, firstPoll);
        results.add(new UpsertResult.Accepted(entry, task));
        return this;
    }

    /** The registry captures one of the two records of an entry, and stores the other one after that. */
    RememberedWork acceptedInPart(int position, String task, Instant firstPoll) {
        UpsertEntry entry = batch.entries().get(position);
        EntryMemory known = memory.entry(position);
        RecordName other = new RecordName("doctor", String.valueOf(entry.id()));
        known.sends(hash("content"), "m-1", Map.of(name(entry), new byte[0], other, new byte[0]));
        known.called(name(entry), 1, 202);
        known.captured(task);
        follow(position, Target.RESOURCE, name(entry), task, firstPoll);
        known.called(other, 1, 200);
        known.stored(NOON, null);
        results.add(new UpsertResult.Accepted(entry, task));
        return this;
    }

    /** How those of its entries end whose tasks it waits for. */
    BatchEnds ends() {
        return memory.ends();
    }

    /** The registry captures a relationship of an entry. */
    RememberedWork relationship(int position, String task, Instant firstPoll) {
        follow(position, Target.RELATIONSHIP, new RecordName("gp", "p-1.d-1"), task, firstPoll);
        return this;
    }

    private void follow(int position, Target target, RecordName record, String task, Instant firstPoll) {
        follow(NewTask.Kind.SINGLE, position, target, record, task, firstPoll);
    }

    private void follow(
            NewTask.Kind kind, int position, Target target, RecordName record, String task, Instant firstPoll) {
        TaskOperation operation =
                new TaskOperation(target, record, EntryName.of(batch.entries().get(position)), "zz-content", 1, true);
        NewTask.Write write =
                new NewTask.Write(operation, "content".getBytes(StandardCharsets.UTF_8), memory.entry(position));
        ledger.tasks()
                .open(new NewTask(SOURCE, task, kind, List.of(write)), firstPoll)
                .toCompletableFuture()
                .join();
    }

    /** What there is of results changes no more, and the ledger has had the time to write it. */
    void ended() {
        results.forEach(ledger.records()::ended);
        ledger.writer().write(handle -> true).toCompletableFuture().join();
    }

    /** What was told of an entry was too early. */
    void failsAfterAll(int position) {
        results.set(position, UpsertResult.lost(batch.entries().get(position)));
    }

    /** The gateway is gone before the batch is over: what is in memory is lost, and what is written is there. */
    void leave() {
        memory.close();
    }

    /** What the resource of an entry tells as its {@code meta.lastUpdated}. */
    void original(int position, Instant lastUpdated) {
        memory.entry(position).original(lastUpdated);
    }

    /** All of them. */
    RememberedWork stored() {
        IntStream.range(0, batch.entries().size()).forEach(this::stored);
        return this;
    }

    /** A relationship that an entry asks for has to wait. */
    void parks(int position, ParkedRelationship relationship) {
        memory.entry(position).parks(relationship, List.of());
    }

    void lost(int position) {
        UpsertEntry entry = batch.entries().get(position);
        send(entry, memory.entry(position), "lost");
        memory.entry(position).called(name(entry), 6, 503);
        results.add(UpsertResult.lost(entry));
    }

    void rejected(int position) {
        results.add(new UpsertResult.Rejected(
                batch.entries().get(position), Blame.SOURCE_DATA, List.of(new Problem("value", "Patient", "wrong"))));
    }

    /** It could not be sent. */
    void undelivered(int position) {
        results.add(new UpsertResult.Undelivered(
                batch.entries().get(position),
                Blame.REGISTRY_UNAVAILABLE,
                List.of(new Problem("transient", "Patient", "not now"))));
    }

    /** It was not sent, because something newer was delivered. */
    void superseded(int position, long version) {
        results.add(new UpsertResult.Superseded(
                batch.entries().get(position), new UpsertResult.NewerVersion(Long.toString(version))));
    }

    List<UpsertEntry> entries() {
        return batch.entries();
    }

    /** What is known by the entry of a newer version. */
    Optional<Long> newerVersion(int position) {
        return memory.entry(position).newerVersion();
    }

    /** The lanes of what has ended until now have ended, and others have their turns. */
    RememberedWork leavesTurns() {
        ledger.records().endedInTurn(List.copyOf(results));
        return this;
    }

    private static void send(UpsertEntry entry, EntryMemory known, String content) {
        byte[] body = content.getBytes(StandardCharsets.UTF_8);
        known.sends(hash(content), "m-1", Map.of(name(entry), body));
    }

    static ContentHash hash(String content) {
        return ContentHash.of(List.of(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static RecordName name(UpsertEntry entry) {
        return new RecordName("patient", String.valueOf(entry.id()));
    }

    /** The batch is over; returns when that is written. */
    void end() {
        ledger.records()
                .end(BatchReport.of(batch, results))
                .toCompletableFuture()
                .join();
    }

    /** What the ledger knows of a record now. */
    static RecordState state(Ledger ledger, String patient) {
        try (HeldRecords held = ledger.records().hold(Set.of(id(patient)))) {
            return held.get(id(patient)).state();
        }
    }

    /** The passages of a record from the last to the first: batch id, outcome, version. */
    static List<String> life(Ledger ledger, String patient) {
        return Stream.iterate(
                        state(ledger, patient).passage(), number -> number != 0, number -> previous(ledger, number))
                .map(number -> passage(ledger, number))
                .toList();
    }

    private static long previous(Ledger ledger, long number) {
        return ledger.reader().read(handle -> handle.createQuery("SELECT previous FROM passage WHERE number = ?")
                .bind(0, number)
                .map((row, context) -> row.getLong(1))
                .one());
    }

    private static String passage(Ledger ledger, long number) {
        return ledger.reader().read(handle -> handle.createQuery(
                        "SELECT b.id, p.outcome, p.version FROM passage p JOIN batch b ON b.number = p.batch"
                                + " WHERE p.number = ?")
                .bind(0, number)
                .map((row, context) ->
                        row.getString(1) + " " + row.getString(2) + (row.getLong(3) == 0 ? "" : " " + row.getLong(3)))
                .one());
    }
}
