package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.RequestRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Holds lists of what should be there against what is; one at a time, because each reads much of the ledger. */
public final class Reconciliations {
    private final LedgerReader reader;
    private final Path folder;
    private final Semaphore one = new Semaphore(1);

    /** @param ledger the folder of the ledger; what a gateway left there that was ended by force is taken away */
    Reconciliations(LedgerReader reader, Path ledger) {
        this.reader = reader;
        this.folder = ledger.resolve("reconcile");
        clear(folder);
    }

    /**
     * A new one. It has to be closed.
     *
     * @param source whose records the list has
     * @throws RequestRefused 429 while there is another
     */
    public Reconciliation begin(String source) {
        if (!one.tryAcquire()) {
            throw new RequestRefused(
                    429,
                    "throttled",
                    "another list is being held against the ledger, one at a time is; send it again later",
                    Map.of("Retry-After", "10"));
        }
        try {
            return Reconciliation.begin(reader, source, folder, one::release);
        } catch (RuntimeException fault) {
            one.release();
            throw fault;
        }
    }

    private static void clear(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            for (Path file : left) {
                Files.delete(file);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
