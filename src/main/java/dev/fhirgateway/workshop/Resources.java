package dev.fhirgateway.workshop;

import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertBatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file of resources as it is named on the command line; {@code -} is the standard input. */
final class Resources {
    private static final String STANDARD_INPUT = "-";

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

    /** A file without resources in it. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String reason) {
            super(reason, null, false, false);
        }
    }
}
