package dev.fhirgateway;

import dev.fhirgateway.ledger.Ledger;
import dev.fhirgateway.ledger.journal.Journal;
import dev.fhirgateway.settings.LedgerSettings;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The opening of the ledger, beside all else that a start has to do: the libraries that it needs take long to load. */
final class LedgerStart {
    private final CompletableFuture<Ledger> ledger = new CompletableFuture<>();
    private final CompletableFuture<Journal> journal = new CompletableFuture<>();

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
            Ledger opened = Ledger.open(settings, Clock.systemUTC(), completions);
            ledger.complete(opened);
            journal.complete(Journal.in(settings.folder(), opened.vault()));
        } catch (RuntimeException | Error fault) {
            ledger.completeExceptionally(fault);
            journal.completeExceptionally(fault);
        }
    }

    /**
     * The ledger, when it is open.
     *
     * @throws dev.fhirgateway.ledger.LedgerException when it cannot be used
     */
    Ledger opened() {
        return joined(ledger);
    }

    /**
     * Where the entries of jobs are, when it is open.
     *
     * @throws dev.fhirgateway.ledger.LedgerException when it cannot be used
     */
    Journal journal() {
        return joined(journal);
    }

    private static <T> T joined(CompletableFuture<T> opening) {
        try {
            return opening.join();
        } catch (CompletionException fault) {
            throw fault.getCause() instanceof RuntimeException known ? known : fault;
        }
    }

    /** Closes what could be opened. */
    void close() {
        close(journal, Journal::close);
        close(ledger, Ledger::close);
    }

    private static <T> void close(CompletableFuture<T> opening, Consumer<T> closing) {
        opening.handle((opened, fault) -> opened)
                .thenAccept(opened -> {
                    if (opened != null) {
                        closing.accept(opened);
                    }
                })
                .join();
    }
}
