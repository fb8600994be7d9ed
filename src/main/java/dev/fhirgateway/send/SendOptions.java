package dev.fhirgateway.send;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent, and how.
 *
 * @param input a file, a folder, or {@code -}
 * @param to the base URL of the gateway's FHIR side
 * @param token the bearer token; null when there is none
 * @param async whether all of it is one job of the gateway
 * @param batch the most entries of a request
 * @param atOnce the most requests at a time
 * @param failed where the failed originals go
 * @param failedIsNamed whether the operator has named that place
 * @param state where it is remembered how far it went; null for the standard input, which cannot be read again
 * @param patience how long a gateway is waited for that does not answer, or says that it cannot
 */
record SendOptions(
        String input,
        URI to,
        @Nullable String token,
        boolean async,
        int batch,
        int atOnce,
        Path failed,
        boolean failedIsNamed,
        @Nullable Path state,
        Duration patience) {
    static final String STANDARD_INPUT = "-";
    static final String FAILED = ".failed.ndjson";
    static final String STATE = ".send-state";

    /**
     * @param args what stands behind the word {@code send}
     * @throws CannotSend when they do not make a command; tells all that is wrong, a line each
     */
    static SendOptions of(List<String> args) throws CannotSend {
        return new SendArguments(args).options();
    }

    boolean isStandardInput() {
        return input.equals(STANDARD_INPUT);
    }
}
