package dev.fhirgateway.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How far a run has come, for one that goes on where it ended: what was sent where, and a line for each answer. Nothing of
 * a resource is in it but its place. A last line that is not whole, because the process was killed, does not count.
 */
final class StateFile implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;
    private final PrivateFile file;
    private final Remembered remembered;

    private StateFile(Path path, PrivateFile file, Remembered remembered) {
        this.path = path;
        this.file = file;
        this.remembered = remembered;
    }

    /**
     * Opens it, or begins it.
     *
     * @param to where it is sent
     * @param async whether as one job
     * @param stamps of the files that are sent
     * @throws CannotSend when it is of something else, or cannot be used
     */
    static StateFile open(Path path, URI to, boolean async, List<String> stamps) throws CannotSend {
        ObjectNode header = JSON.createObjectNode();
        header.put("send", 1).put("to", to.toString()).put("async", async);
        stamps.forEach(header.putArray("files")::add);
        try {
            Remembered remembered = Remembered.in(path);
            remembered.check(path, header);
            StateFile state = new StateFile(path, PrivateFile.open(path, remembered.length()), remembered);
            if (remembered.length() == 0) {
                state.append(header);
            }
            return state;
        } catch (IOException | NumberFormatException e) {
            throw new CannotSend(path + ": cannot be used to remember how far it went; "
                    + e.getClass().getSimpleName());
        }
    }

    /** Whether something was answered or handed over before, so that this run goes on with another one. */
    boolean isResumed() {
        return !remembered.last().isEmpty();
    }

    /** What its last line says; nothing when there is none. */
    JsonNode last() {
        return remembered.last();
    }

    /** Where the failed originals of the run ended. */
    FailedFile.Kept kept() {
        JsonNode last = remembered.last();
        return new FailedFile.Kept(
                last.path("originals").asLong(),
                last.path("reasons").asLong(),
                last.path("lines").asLong());
    }

    boolean isDone(Original original) {
        return remembered.isDone(original.position());
    }

    /** Remembers that these were answered, and what all answers came to so far. */
    void answered(List<Settled> settled, Tally tally, FailedFile.Kept kept) throws IOException {
        Positions positions = new Positions();
        settled.forEach(one -> positions.add(one.original().position()));
        ObjectNode line = JSON.createObjectNode().put("done", positions.toString());
        tally.into(line);
        line.put("originals", kept.originals()).put("reasons", kept.reasons()).put("lines", kept.lines());
        append(line);
    }

    /** Remembers the job that all was handed over to. */
    void handedOver(URI job) throws IOException {
        append(JSON.createObjectNode().put("job", job.toString()));
    }

    private void append(ObjectNode line) throws IOException {
        file.append((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** All is answered, so there is nothing to go on with. */
    void delete() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
