package dev.fhirgateway.send;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A run that hands all over as one job of the gateway, and follows it to its end ({@code fhir-side section 3}). */
final class Job {
    private static final int RUNNING = 202;
    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);
    private static final Pattern PROGRESS = Pattern.compile("(\\d+) of (\\d+)\\b.*");

    private final SendOptions options;
    private final Inputs inputs;
    private final Stop stop;
    private final Console console;
    private final JobCalls calls;
    private final Tally tally = new Tally();
    private final Latencies latencies = new Latencies();
    private final long begin = System.nanoTime();
    private volatile Supplier<Progress.Status> shown = () -> new Progress.Status(-1, "begins");
    private @Nullable URI job;

    /** @param inputs what is sent */
    Job(SendOptions options, Inputs inputs, Stop stop, Console console) {
        this.options = options;
        this.inputs = inputs;
        this.stop = stop;
        this.console = console;
        this.calls = new JobCalls(
                new GatewayHttp(options.to(), options.token()), new Waiting(stop), stop, options.patience(), latencies);
    }

    /**
     * Hands over, and follows.
     *
     * @return the exit code
     * @throws CannotSend when the job could not be handed over, or not followed
     */
    int run() throws CannotSend {
        try (StateFile state = options.state() == null
                        ? null
                        : StateFile.open(options.state(), options.to(), true, inputs.stamps());
                FailedFile failed = FailedFile.open(options, state)) {
            JsonNode manifest = manifest(state);
            tally.set(manifest);
            fetchFailed(manifest, failed);
            Summary summary = new Summary(tally, failed);
            Duration time = Duration.ofNanos(System.nanoTime() - begin);
            summary.print(console.out(), "job: " + job, time, tally.total() * 1000 / Math.max(1, time.toMillis()));
            if (state != null) {
                state.delete();
            }
            return code(manifest, summary);
        } catch (IOException | UncheckedIOException e) {
            throw new CannotSend("cannot be written: " + e.getMessage());
        } catch (Stopped e) {
            console.tell("interrupted: " + goOn());
            return SendCommand.INTERRUPTED;
        }
    }

    /** What was not taken, or cancelled by somebody, is no success either. */
    private int code(JsonNode manifest, Summary summary) {
        String problem = manifest.path("problem").asText();
        long cancelled = manifest.path("cancelled").asLong();
        if (!problem.isEmpty()) {
            console.tell("not all was taken: " + problem);
        }
        if (cancelled > 0) {
            console.tell("the job was cancelled before " + Words.number(cancelled) + " of its entries were sent");
        }
        return problem.isEmpty() && cancelled == 0 ? summary.code() : SendCommand.SOME_FAILED;
    }

    private String goOn() {
        if (job == null) {
            return "nothing was handed over; the same command begins again";
        }
        return "the job goes on in the gateway, " + job + " tells of it"
                + (options.state() == null ? "" : ", and the same command follows it again");
    }

    /** What is told of the job at its end. */
    private JsonNode manifest(@Nullable StateFile state) throws CannotSend, IOException {
        try (Progress progress = console.progress(() -> shown.get())) {
            progress.begin();
            URI url = job(state);
            job = url;
            HttpResponse<byte[]> now = calls.status(url);
            while (now.statusCode() == RUNNING) {
                show(now);
                Duration asked = ComeBack.of(now.headers(), Clock.systemUTC());
                stop.pause(Objects.requireNonNullElse(asked, ASK_AGAIN));
                now = calls.status(url);
            }
            shown = () -> new Progress.Status(1, "over");
            return BatchCall.tree(now.body());
        }
    }

    private URI job(@Nullable StateFile state) throws CannotSend, IOException {
        if (state != null && state.last().has("job")) {
            URI known = URI.create(state.last().path("job").asText());
            console.tell("goes on: follows " + known);
            return known;
        }
        URI handedOver = calls.handOver(inputs, lines -> shown = () -> handingOver(lines));
        if (state != null) {
            state.handedOver(handedOver);
        }
        return handedOver;
    }

    private Progress.Status handingOver(JobLines lines) {
        double fraction = inputs.size() == Inputs.UNKNOWN ? -1 : (double) inputs.consumed() / inputs.size();
        return new Progress.Status(fraction, Words.number(lines.found()) + " entries handed over");
    }

    /** The gateway's words, and how far it is when they begin with that. */
    private void show(HttpResponse<byte[]> running) {
        String words = running.headers().firstValue("X-Progress").orElse("in work");
        Matcher progress = PROGRESS.matcher(words);
        double fraction = progress.matches()
                ? Double.parseDouble(progress.group(1)) / Math.max(1, Double.parseDouble(progress.group(2)))
                : -1;
        tally.set(BatchCall.tree(running.body()));
        String counts = tally.told();
        shown = () -> new Progress.Status(fraction, words + (counts.isEmpty() ? "" : ": " + counts));
    }

    private void fetchFailed(JsonNode manifest, FailedFile failed) throws CannotSend {
        for (JsonNode document : manifest.path("failed")) {
            calls.resources(at(document), written(failed::addOriginal));
        }
        for (JsonNode document : manifest.path("error")) {
            calls.lines(at(document), written(outcome -> {
                tally.addBlame(EntryEnd.blame(outcome.path("issue")));
                failed.addReason(outcome);
            }));
        }
    }

    private URI at(JsonNode document) {
        return Objects.requireNonNull(job).resolve(document.path("url").asText());
    }

    private static <T> Consumer<T> written(Writing<T> writing) {
        return each -> {
            try {
                writing.write(each);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** Writes something down. */
    @FunctionalInterface
    private interface Writing<T> {
        void write(T each) throws IOException;
    }
}
