package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what {@link RememberedResults} wrote. */
final class RecalledResults {
    private RecalledResults() {}

    /**
     * The report as it was.
     *
     * @param again the same batch, as it came now
     */
    static BatchReport read(byte[] bytes, UpsertBatch again) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Origin now = again.origin();
            Origin then =
                    new Origin(text(in), now.client(), now.sourceKey(), instant(in), now.deadline(), now.wishes());
            SortedMap<String, String> mappings = new TreeMap<>();
            for (int i = in.readInt(); i > 0; i--) {
                mappings.put(text(in), text(in));
            }
            List<UpsertEntry> entries = again.entries().stream()
                    .map(entry -> new UpsertEntry(
                            then, entry.index(), entry.original(), entry.resourceType(), entry.id(), entry.defects()))
                    .toList();
            List<UpsertResult> results = new ArrayList<>(entries.size());
            for (UpsertEntry entry : entries) {
                results.add(result(in, entry));
            }
            return new BatchReport(new UpsertBatch(then, again.preference(), entries), results, mappings);
        } catch (IOException cutOff) {
            throw new UncheckedIOException(cutOff);
        }
    }

    private static UpsertResult result(DataInputStream in, UpsertEntry entry) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case 'P' -> {
                boolean created = in.readBoolean();
                yield new UpsertResult.Persisted(entry, created, text(in), instant(in), created(in), problems(in));
            }
            case 'A' -> new UpsertResult.Accepted(entry, text(in), problems(in));
            case 'U' -> new UpsertResult.Unchanged(entry, text(in), instant(in), created(in));
            case 'L' -> new UpsertResult.Superseded(entry, in.readInt());
            case 'N' -> new UpsertResult.Superseded(entry, new UpsertResult.NewerVersion(text(in)));
            case 'R' -> new UpsertResult.Rejected(entry, Blame.ofCode(text(in)), problems(in));
            default -> throw new IllegalStateException("no kind of result: " + kind);
        };
    }

    private static @Nullable Instant created(DataInputStream in) throws IOException {
        return in.readBoolean() ? instant(in) : null;
    }

    private static List<Problem> problems(DataInputStream in) throws IOException {
        List<Problem> problems = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            problems.add(new Problem(text(in), text(in), text(in)));
        }
        return problems;
    }

    private static Instant instant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
