package dev.fhirgateway;

import dev.fhirgateway.ledger.Ledger;
import dev.fhirgateway.settings.LedgerSettings;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** The opening of the ledger, beside all else that a start has to do: the libraries that it needs take long to load. */
final class LedgerStart {
    private final CompletableFuture<Ledger> ledger = new CompletableFuture<>();

    private LedgerStart() {}

    /**
     * @param completions where those go on who wait for something to be written
     */
    static LedgerStart begin(LedgerSettings settings, Executor completions) {
        LedgerStart start = new LedgerStart();
        new Thread(() -> start.open(settings, completions), "ledger-start").start();
        return start;
    }

    private void open(LedgerSettings settings, Executor completions) {
        try {
            ledger.complete(Ledger.open(settings, Clock.systemUTC(), completions));
        } catch (RuntimeException | Error fault) {
            ledger.completeExceptionally(fault);
        }
    }

    /**
     * The ledger, when it is open.
     *
     * @throws dev.fhirgateway.ledger.LedgerException when it cannot be used
     */
    Ledger opened() {
        try {
            return ledger.join();
        } catch (CompletionException fault) {
            throw fault.getCause() instanceof RuntimeException known ? known : fault;
        }
    }

    /** Closes it, if it could be opened: nothing comes of the start. */
    void abandon() {
        ledger.handle((opened, fault) -> opened)
                .thenAccept(opened -> {
                    if (opened != null) {
                        opened.close();
                    }
                })
                .join();
    }
}
