package dev.fhirgateway.workshop;

import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertRequest.Framing;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file of resources as it is named on the command line; {@code -} is the standard input. */
final class Resources {
    private static final String STANDARD_INPUT = "-";

    /** In bytes: how much white space, or a byte order mark, may stand before the first bracket. */
    private static final int LONGEST_START = 4096;

    private Resources() {}

    static boolean areStandardInput(String name) {
        return name.equals(STANDARD_INPUT);
    }

    /**
     * The resources of the file.
     *
     * @throws Unreadable when there are none to be had; tells why
     */
    static UpsertBatch read(String name, InputStream standardInput, Workbench workbench) throws Unreadable {
        try (InputStream body = areStandardInput(name) ? standardInput : Files.newInputStream(Path.of(name))) {
            return workbench.batch(body);
        } catch (NoSuchFileException e) {
            throw new Unreadable(name + ": there is no such file");
        } catch (IOException e) {
            throw new Unreadable(name + ": cannot be read");
        } catch (RequestRefused e) {
            throw new Unreadable(name + ": " + e.getMessage());
        }
    }

    /** How they follow each other, from the first bracket; what is read is put back. One resource is like one a line. */
    static Framing framing(BufferedInputStream body) throws IOException {
        body.mark(LONGEST_START);
        int first = body.read();
        for (int i = 1; i < LONGEST_START && first >= 0 && first != '[' && first != '{'; i++) {
            first = body.read();
        }
        body.reset();
        return first == '[' ? Framing.JSON_ARRAY : Framing.NDJSON;
    }

    /** A file without resources in it. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String reason) {
            super(reason, null, false, false);
        }
    }
}
