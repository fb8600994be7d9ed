package dev.fhirgateway.bench;

import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How a {@link Relay} is sent to: batches of so many entries, by so many clients at once.
 *
 * @param clients at most {@link #MOST_CLIENTS}
 */
record Shape(int size, int clients) {
    static final int MOST_CLIENTS = 16;

    private static final Map<String, Buffer> MADE = new HashMap<>();

    /** That of each client, with ids of its own. */
    List<Buffer> batches() {
        return IntStream.range(0, clients)
                .mapToObj(client -> MADE.computeIfAbsent(
                        "r" + size + "-" + client + "-", ids -> Buffer.buffer(Patients.realistic(size, ids))))
                .toList();
    }

    @Override
    public String toString() {
        return "%,d x %d".formatted(size, clients);
    }
}
