package dev.fhirgateway.intake;

import dev.fhirgateway.settings.IntakeSettings;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertResult;
import dev.fhirgateway.upsert.ValidEntry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * From bytes to valid entries. {@link #read} finds the entries of a body and knows nothing of FHIR; {@link #check}
 * holds one entry against strict FHIR R4. Both are safe to call from many threads at once.
 */
public final class Intake {
    private final BodyReader body;
    private final BodyLimit batch;
    private final Deadline deadline;
    private final Clock clock;
    private final ResourceJson json;

    /**
     * @param limits what one request may hold
     * @param deadline how long after its admission a batch may still be sent
     * @param clock tells when a request was admitted
     */
    public Intake(IntakeSettings limits, Duration deadline, Clock clock) {
        this.body = new BodyReader(limits);
        this.batch = new BodyLimit(limits.maxBytes(), "gateway.intake.max-bytes", limits.maxEntries());
        this.deadline = new Deadline(deadline);
        this.clock = Objects.requireNonNull(clock);
        this.json = new ResourceJson(limits.maxDepth());
    }

    /**
     * Reads the body once, to its end, and closes it: of a feed's file nobody else knows that it is open. Memory is what
     * the entries take. An entry over its size limit is kept as a defect, without its bytes, and does not stop the others.
     *
     * @return the entries in the order of the body; possibly none
     * @throws RequestRefused 400 when the body is not an array of objects (or objects one a line) in UTF-8 JSON, or
     *     cannot be read to its end; 413 when it is over the limit of bytes or entries. Offsets in the message count
     *     bytes of the (decompressed) body from 0
     */
    public UpsertBatch read(UpsertRequest request) {
        Origin origin = admitted(request);
        List<UpsertEntry> entries = new ArrayList<>();
        body.read(request, origin, batch, request.memory(), entries::add);
        return new UpsertBatch(origin, request.preference(), entries);
    }

    /**
     * Where what is admitted now comes from, with an id of its own. A batch that may go on as a job has the name that the
     * first part of that job will have.
     */
    public Origin admitted(UpsertRequest request) {
        Instant receivedAt = clock.instant();
        String id = UUID.randomUUID().toString();
        return new Origin(
                request.wishes().handOver() ? id + Origin.FIRST_PART : id,
                request.client(),
                request.sourceKey(),
                receivedAt,
                deadline.of(request, receivedAt),
                request.wishes());
    }

    /**
     * Reads the body of a job once, to its end, and closes it, in memory that does not grow with it. Its entries are found
     * as {@link #read} finds them.
     *
     * @param job what its entries belong to
     * @param rules what it may hold, and what becomes of one that breaks off
     * @param sink takes each entry as it is found; what it throws ends the reading
     * @return what was read
     * @throws RequestRefused as {@link #read} does; not 400 when what came before the break is kept
     */
    public JobBody record(UpsertRequest request, Origin job, JobBodyRules rules, Consumer<UpsertEntry> sink) {
        CountedEntries counted = new CountedEntries(sink);
        try {
            body.read(request, job, rules.limit(), counted, counted);
            return counted.whole();
        } catch (RequestRefused broken) {
            if (rules.keepsBroken() && broken.status() == 400 && counted.any()) {
                return counted.broken(broken.diagnostics());
            }
            throw broken;
        }
    }

    /** Whether a batch is not to be sent. Asked of a bean, because Simple hashes a body to find its getter: all of its bytes. */
    public boolean isDryRun(UpsertBatch batch) {
        return batch.isDryRun();
    }

    /**
     * Whether an entry is a FHIR R4 resource that can be stored: one JSON object without doubled names, with a known
     * {@code resourceType} and a legal {@code id}, that keeps the rules of the JSON format ({@code FHIR R4 json.html})
     * and that HAPI's strict parser accepts. Required elements, invariants and open value sets are not looked at.
     *
     * <p>When the time of its batch is over it is not looked at: looking costs time, and its client waits.
     *
     * @return a {@link ValidEntry}, an {@link UpsertResult.Undelivered} when the time is over, or an
     *     {@link UpsertResult.Rejected} with all problems that were found; bad input is never an exception
     */
    public EntryState check(UpsertEntry entry) {
        if (clock.instant().isAfter(entry.origin().deadline())) {
            return tooLate(entry);
        }
        if (!entry.defects().isEmpty()) {
            return new UpsertResult.Rejected(entry, Blame.GATEWAY_LIMIT, entry.defects());
        }
        ResourceJson.Outcome outcome =
                json.parse(entry.original(), R4Model.shared().root(entry.resourceType()));
        if (outcome instanceof ResourceJson.Unusable unusable) {
            return new UpsertResult.Rejected(entry, unusable.blame(), List.of(unusable.problem()));
        }
        var resource = ((ResourceJson.Tree) outcome).resource();
        var problems = new ResourceCheck(R4Model.shared(), resource).problems();
        return problems.isEmpty()
                ? new ValidEntry(entry, resource)
                : new UpsertResult.Rejected(entry, Blame.SOURCE_DATA, problems);
    }

    private static UpsertResult tooLate(UpsertEntry entry) {
        return new UpsertResult.Undelivered(
                entry,
                Blame.REGISTRY_UNAVAILABLE,
                List.of(new Problem(
                        "transient",
                        R4Model.shared().root(entry.resourceType()),
                        "the time for this batch was over before the turn of this entry; a resend is safe")));
    }

    /** Whether FHIR R4 has a resource type of that name. */
    public static boolean isResourceType(String name) {
        return R4Model.shared().isResourceType(name);
    }

    /**
     * Builds the FHIR model, which takes a second, so that the first request does not have to wait for it. HAPI's parser
     * is left alone: a Patient as good as this one does without it, and the first that needs it waits some tenths of a
     * second.
     */
    public static void warmUp() {
        byte[] patient =
                """
                {"resourceType":"Patient","id":"warm-up","text":{"status":"generated",
                "div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">-</div>"},"name":[{"given":["-"]}],
                "gender":"unknown","birthDate":"2000-01-01"}"""
                        .getBytes(StandardCharsets.UTF_8);
        Intake intake = new Intake(new IntakeSettings(1000, 1, 1000, 64), Duration.ZERO, Clock.systemUTC());
        Origin origin = new Origin("warm-up", "warm-up", "warm-up", Instant.EPOCH, Instant.MAX);
        EntryState state = intake.check(
                new UpsertEntry(origin, 0, OriginalBytes.copyOf(patient), "Patient", "warm-up", List.of()));
        if (!(state instanceof ValidEntry)) {
            throw new IllegalStateException("the FHIR model refuses a valid Patient");
        }
    }
}
