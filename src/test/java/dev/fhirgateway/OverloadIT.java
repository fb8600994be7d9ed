package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.sandbox.Sandbox;
import dev.fhirgateway.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More than fits into memory arrives at once: each request is answered in full, or told at once to come back later. */
class OverloadIT {
    private static final int CLIENTS = 64;
    private static final int ENTRIES = 480;

    private static final String END_OF_LINE = "\r\n";
    private static final String END_OF_CHUNKS = "\r\n0\r\n\r\n";

    /** Entries of some 100 KB, 48 MB in all. */
    private static final List<byte[]> BATCH = IntStream.range(0, ENTRIES)
            .mapToObj(i -> utf8((i == 0 ? "[" : ",") + "{\"resourceType\":\"Patient\",\"id\":\"large-" + i
                    + "\",\"name\":[{\"text\":\"" + "Zzmarker ".repeat(11_000) + "\"}]}"
                    + (i == ENTRIES - 1 ? "]" : "")))
            .toList();

    @TempDir
    Path folder;

    @Test
    void sixtyFourLargeBatchesAtOnceDoNotFillTheMemory() throws Exception {
        try (Sandbox registry = Sandbox.start(SandboxOptions.defaults().withPort(0));
                GatewayProcess gateway = GatewayProcess.start(
                        folder,
                        "512m",
                        "--gateway.mode=development",
                        "--gateway.registry.url=" + registry.url(),
                        "--gateway.registry.api-key=sandbox",
                        "--gateway.source-key=default")) {
            // When
            List<String> answers = atOnce(gateway.url());

            // Then
            assertThat(answers).hasSize(CLIENTS).allSatisfy(answer -> assertThat(answer)
                    .satisfiesAnyOf(
                            full -> assertThat(full)
                                    .startsWith("HTTP/1.1 200 ")
                                    .containsIgnoringCase("X-Batch-Counts: persisted=" + ENTRIES + ",")
                                    .endsWith(END_OF_CHUNKS),
                            later -> assertThat(later)
                                    .startsWith("HTTP/1.1 429 ")
                                    .containsIgnoringCase("Retry-After: ")));
            assertThat(answers).anyMatch(answer -> answer.startsWith("HTTP/1.1 200 "));
            assertThat(answers).anyMatch(answer -> answer.startsWith("HTTP/1.1 429 "));
            assertThat(gateway.isAlive()).isTrue();
            assertThat(gateway.printed()).doesNotContain("OutOfMemory");
            assertThat(new Ehr(gateway.url()).put(Ehr.PATIENT).statusCode())
                    .as("and then there is room again")
                    .isEqualTo(200);
        }
    }

    private static List<String> atOnce(URI gateway) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<String>> sending = IntStream.range(0, CLIENTS)
                    .mapToObj(i -> (Callable<String>) () -> send(gateway, i % 2 == 0))
                    .toList();
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : clients.invokeAll(sending)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            clients.shutdownNow();
        }
    }

    /** Stops sending when there is an answer. Half of them tell how much they send. */
    private static String send(URI gateway, boolean tellsLength) throws IOException {
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.setSoTimeout(300_000);
            OutputStream out = socket.getOutputStream();
            String framing = tellsLength
                    ? "Content-Length: "
                            + BATCH.stream().mapToInt(piece -> piece.length).sum()
                    : "Transfer-Encoding: chunked";
            out.write(utf8(ClientSocket.put(framing)));
            for (byte[] piece : BATCH) {
                if (socket.getInputStream().available() > 0) {
                    return answer(socket.getInputStream());
                }
                write(out, piece, tellsLength);
            }
            out.write(utf8(tellsLength ? "" : "0" + END_OF_LINE + END_OF_LINE));
            return answer(socket.getInputStream());
        }
    }

    private static void write(OutputStream out, byte[] piece, boolean plain) throws IOException {
        if (plain) {
            out.write(piece);
        } else {
            out.write(utf8(Integer.toHexString(piece.length) + END_OF_LINE));
            out.write(piece);
            out.write(utf8(END_OF_LINE));
        }
    }

    /** Begin and end of an answer, which tell whether it is whole; a refusal has no more than a begin. */
    private static String answer(InputStream in) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        String begin = new String(buffer, 0, in.read(buffer), StandardCharsets.ISO_8859_1);
        String end = begin;
        while (begin.startsWith("HTTP/1.1 200 ") && !end.endsWith(END_OF_CHUNKS)) {
            int n = in.read(buffer);
            if (n < 0) {
                break;
            }
            String more = end + new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
            end = more.substring(Math.max(0, more.length() - END_OF_CHUNKS.length()));
        }
        return begin.substring(0, Math.min(1000, begin.length())) + end;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
