package dev.fhirgateway.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.upsert.UpsertEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The originals that failed, one a line, ready to be sent again, and beside them why: a line for each, which says in which
 * line its original stands. Neither file is there before something has failed.
 */
final class FailedFile implements AutoCloseable {
    /** What the name of the file of reasons has more than that of the originals. */
    static final String REASONS = ".reasons.ndjson";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path originalsPath;
    private final Path reasonsPath;
    private Kept kept;
    private @Nullable PrivateFile originals;
    private @Nullable PrivateFile reasons;

    /**
     * How much of both belongs to what is remembered.
     *
     * @param originals the length of the originals, in bytes
     * @param reasons the length of the reasons, in bytes
     * @param lines how many originals there are
     */
    record Kept(long originals, long reasons, long lines) {
        static final Kept NOTHING = new Kept(0, 0, 0);
    }

    private FailedFile(Path path, Kept kept) {
        this.originalsPath = path;
        this.reasonsPath = path.resolveSibling(path.getFileName() + REASONS);
        this.kept = kept;
    }

    /**
     * @param options where the originals go
     * @param state what an earlier run has left for this one, if any: what is in the files beyond that is taken away
     * @throws CannotSend when this run begins anew, and there is a file of the name that the operator gave
     */
    static FailedFile open(SendOptions options, @Nullable StateFile state) throws CannotSend, IOException {
        FailedFile failed = new FailedFile(options.failed(), state == null ? Kept.NOTHING : state.kept());
        boolean begins = state == null || !state.isResumed();
        if (begins && options.failedIsNamed() && Files.exists(failed.originalsPath)) {
            throw new CannotSend("--failed: " + options.failed() + " is there already");
        }
        if (failed.kept.equals(Kept.NOTHING)) {
            Files.deleteIfExists(failed.originalsPath);
            Files.deleteIfExists(failed.reasonsPath);
        }
        return failed;
    }

    Path originals() {
        return originalsPath;
    }

    Path reasons() {
        return reasonsPath;
    }

    Kept kept() {
        return kept;
    }

    /** Adds one; of one that was too long to be held, the reason alone. */
    void add(Settled settled) throws IOException {
        UpsertEntry entry = settled.original().entry();
        ObjectNode reason = JSON.createObjectNode();
        if (entry.original().length() > 0) {
            reason.put("line", addOriginal(settled.original()));
        }
        reason.put("position", settled.original().position());
        reason.put("resourceType", entry.resourceType());
        reason.put("id", entry.id());
        reason.set("issue", settled.end().issues());
        addReason(reason);
    }

    /** Adds an original; gives the number of its line, from 1. */
    long addOriginal(Original original) throws IOException {
        if (originals == null) {
            originals = PrivateFile.open(originalsPath, kept.originals());
        }
        originals.append(original.line());
        originals.append(new byte[] {'\n'});
        kept = new Kept(originals.length(), kept.reasons(), kept.lines() + 1);
        return kept.lines();
    }

    /** Adds why one has failed. */
    void addReason(JsonNode reason) throws IOException {
        if (reasons == null) {
            reasons = PrivateFile.open(reasonsPath, kept.reasons());
        }
        reasons.append((reason + "\n").getBytes(StandardCharsets.UTF_8));
        kept = new Kept(kept.originals(), reasons.length(), kept.lines());
    }

    @Override
    public void close() throws IOException {
        if (originals != null) {
            originals.close();
        }
        if (reasons != null) {
            reasons.close();
        }
    }
}
