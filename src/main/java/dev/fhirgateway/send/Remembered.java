package dev.fhirgateway.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What an earlier run has left, as far as its lines are whole. */
final class Remembered {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Positions done = new Positions();
    private JsonNode header = JSON.createObjectNode();
    private JsonNode last = JSON.createObjectNode();
    private long length;

    /** Reads it; nothing is remembered where there is no file. */
    static Remembered in(Path path) throws IOException {
        Remembered remembered = new Remembered();
        try (InputStream lines = new BufferedInputStream(Files.newInputStream(path))) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = lines.read(); next >= 0; next = lines.read()) {
                line.write(next);
                if (next == '\n') {
                    remembered.add(line.toByteArray());
                    line.reset();
                }
            }
        } catch (NoSuchFileException e) {
            return remembered;
        }
        return remembered;
    }

    private void add(byte[] line) throws IOException {
        JsonNode told = JSON.readTree(line);
        if (length == 0) {
            header = told;
        } else {
            last = told;
            if (told.has("done")) {
                done.addAll(told.path("done").asText());
            }
        }
        length += line.length;
    }

    /**
     * Whether a run that begins now can go on with it.
     *
     * @param now the header that it has, or would have
     * @throws CannotSend when it is of another run
     */
    void check(Path path, ObjectNode now) throws CannotSend {
        if (length == 0) {
            return;
        }
        if (!header.path("to").equals(now.path("to")) || !header.path("async").equals(now.path("async"))) {
            throw new CannotSend(
                    path + " is of a run that was interrupted and had another --to, or --async; go on with that, or"
                            + " delete it to begin anew");
        }
        if (!header.path("files").equals(now.path("files"))) {
            throw new CannotSend("the input has changed since the run that was interrupted, so it is not known what of"
                    + " it was answered; delete " + path + " to send all of it, which is safe");
        }
    }

    /** In bytes, up to the end of the last whole line; 0 when nothing is remembered. */
    long length() {
        return length;
    }

    /** What the last line says; nothing when there is none. */
    JsonNode last() {
        return last;
    }

    boolean isDone(int position) {
        return done.contains(position);
    }
}
