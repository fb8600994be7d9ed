package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.UpsertResult;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch, in few bytes and without its resources: with those, which come again with a resend, its answer
 * can be made again byte by byte. What the registry said of an entry that it refused is in it.
 */
final class RememberedResults {
    private RememberedResults() {}

    /** Of a batch of which nothing is to be sent again. */
    static byte[] bytes(BatchReport report) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(64 * (report.results().size() + 1));
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            text(out, report.batch().origin().batchId());
            instant(out, report.batch().origin().receivedAt());
            out.writeInt(report.mappings().size());
            for (var mapping : report.mappings().entrySet()) {
                text(out, mapping.getKey());
                text(out, mapping.getValue());
            }
            for (UpsertResult result : report.results()) {
                write(out, result);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, UpsertResult result) throws IOException {
        if (result instanceof UpsertResult.Persisted persisted) {
            out.writeByte('P');
            out.writeBoolean(persisted.created());
            version(out, persisted.versionId(), persisted.lastUpdated(), persisted.createdAt());
            problems(out, persisted.unresolved());
        } else if (result instanceof UpsertResult.Accepted accepted) {
            out.writeByte('A');
            text(out, accepted.taskId());
            problems(out, accepted.unresolved());
        } else if (result instanceof UpsertResult.Unchanged unchanged) {
            out.writeByte('U');
            version(out, unchanged.versionId(), unchanged.lastUpdated(), unchanged.createdAt());
        } else if (result instanceof UpsertResult.Superseded superseded) {
            superseded(out, superseded.by());
        } else if (result instanceof UpsertResult.Rejected rejected) {
            out.writeByte('R');
            text(out, rejected.blame().code());
            problems(out, rejected.problems());
        } else {
            throw new IllegalArgumentException("a result that is not final");
        }
    }

    private static void superseded(DataOutputStream out, UpsertResult.Newer by) throws IOException {
        if (by instanceof UpsertResult.LaterEntry later) {
            out.writeByte('L');
            out.writeInt(later.position());
        } else {
            out.writeByte('N');
            text(out, ((UpsertResult.NewerVersion) by).versionId());
        }
    }

    private static void version(DataOutputStream out, String id, Instant updated, @Nullable Instant created)
            throws IOException {
        text(out, id);
        instant(out, updated);
        out.writeBoolean(created != null);
        if (created != null) {
            instant(out, created);
        }
    }

    private static void problems(DataOutputStream out, List<Problem> problems) throws IOException {
        out.writeInt(problems.size());
        for (Problem problem : problems) {
            text(out, problem.issueCode());
            text(out, problem.expression());
            text(out, problem.reason());
        }
    }

    private static void instant(DataOutputStream out, Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
