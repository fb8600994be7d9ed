package dev.fhirgateway.delivery.order;

import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Batches of which only the ids of their patients count. */
final class Batches {
    static final Duration LONG = Duration.ofMinutes(10);

    private Batches() {}

    static UpsertBatch of(String batchId, String... ids) {
        return of(batchId, "clinic", LONG, List.of(ids));
    }

    static UpsertBatch of(String batchId, String source, Duration time, List<String> ids) {
        Instant now = Instant.now();
        Origin origin = new Origin(batchId, "client", source, now, now.plus(time));
        List<UpsertEntry> entries = IntStream.range(0, ids.size())
                .mapToObj(i -> new UpsertEntry(origin, i, OriginalBytes.none(), "Patient", ids.get(i), List.of()))
                .toList();
        return new UpsertBatch(origin, Preference.REPRESENTATION, entries);
    }
}
