package dev.fhirgateway.send;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run that sends batches and waits for the answer to each. */
final class Load {
    /** In bytes; twelve chunks may be held at a time, see {@link InFlight} and {@link Cutter}. */
    private static final long LARGEST_CHUNK = 1 << 20;

    private final SendOptions options;
    private final Inputs inputs;
    private final Stop stop;
    private final Console console;

    /** @param inputs what is sent */
    Load(SendOptions options, Inputs inputs, Stop stop, Console console) {
        this.options = options;
        this.inputs = inputs;
        this.stop = stop;
        this.console = console;
    }

    /**
     * Sends all.
     *
     * @return the exit code
     * @throws CannotSend when it could not begin, or not go on
     */
    int run() throws CannotSend {
        try (StateFile state = options.state() == null
                        ? null
                        : StateFile.open(options.state(), options.to(), false, inputs.stamps());
                FailedFile failed = FailedFile.open(options, state)) {
            return run(state, failed);
        } catch (IOException | UncheckedIOException e) {
            throw new CannotSend("cannot be written: " + e.getMessage());
        }
    }

    private int run(@Nullable StateFile state, FailedFile failed) throws CannotSend, IOException {
        Tally tally = new Tally();
        if (state != null && state.isResumed()) {
            tally.set(state.last());
            console.tell("goes on: " + Words.number(tally.total()) + " entries were answered before");
        }
        Waiting waiting = new Waiting(stop);
        Latencies latencies = new Latencies();
        Pace pace = new Pace(inputs, tally, waiting);
        Book book = new Book(tally, failed, state);
        BatchCall call = new BatchCall(new GatewayHttp(options.to(), options.token()), Clock.systemUTC());
        ChunkSender sender = new ChunkSender(call, waiting, stop, options.patience(), book, latencies);
        Summary summary = new Summary(tally, failed);
        boolean all;
        try (Progress progress = console.progress(pace::status)) {
            progress.begin();
            all = sendAll(new Sorting(state, book, pace), sender);
        } finally {
            summary.print(console.out(), latencies.told(), pace.elapsed(), pace.rate());
        }
        if (!all) {
            return interrupted(state);
        }
        if (state != null) {
            state.delete();
        }
        return summary.code();
    }

    /** Whether all was sent. */
    private boolean sendAll(Sorting sorting, ChunkSender sender) throws CannotSend {
        try (InFlight inFlight = new InFlight(options.atOnce(), sender::send, stop)) {
            Cutter cutter = new Cutter(options.batch(), LARGEST_CHUNK, inFlight::start);
            try {
                inputs.read(original -> sorting.sort(original, cutter));
                sorting.pace.allFound();
            } finally {
                if (!stop.isAsked()) {
                    cutter.end();
                    inFlight.awaitAll();
                }
            }
            return true;
        } catch (Stopped e) {
            return false;
        }
    }

    private int interrupted(@Nullable StateFile state) throws CannotSend {
        String goOn = state == null
                ? "what was answered is stored; all of it can be sent again, which is safe"
                : "what was answered is remembered in " + options.state() + "; the same command goes on there";
        if (stop.fault().isPresent()) {
            throw new CannotSend(stop.fault().get() + System.lineSeparator() + goOn);
        }
        console.tell("interrupted: " + goOn);
        return SendCommand.INTERRUPTED;
    }

    /** What is sent to be answered, what was answered before, and what is too long to be held. */
    private final class Sorting {
        private final @Nullable StateFile state;
        private final Book book;
        private final Pace pace;

        Sorting(@Nullable StateFile state, Book book, Pace pace) {
            this.state = state;
            this.book = book;
            this.pace = pace;
        }

        void sort(Original original, Cutter cutter) {
            stop.check();
            pace.found(original.position() + 1L);
            if (state != null && state.isDone(original)) {
                return;
            }
            if (original.entry().defects().isEmpty()) {
                cutter.add(original);
            } else {
                EntryEnd tooLong = EntryEnd.failure(
                        "gateway-limit", "longer than can be held in memory here; more heap (-Xmx) helps");
                book.settle(List.of(new Settled(original, tooLong)));
            }
        }
    }
}
