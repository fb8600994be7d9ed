package dev.fhirgateway.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.upsert.RequestRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nobody holds a thread of the gateway, or its memory, longer than its patience lasts. */
@Timeout(60)
class FrontDoorTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final long ENDLESS = 256L << 20;

    @TempDir
    Path config;

    private FrontDoorServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aBodyIsReadAndAnswered() throws IOException {
        server = new FrontDoorServer(config, 2, LONG);
        try (Socket client = connect()) {
            send(client, put(5) + "12345" + closing(put(3)) + "123");

            assertThat(rest(client)).matches("(?s)HTTP/1.1 200 .*\r\n\r\n5HTTP/1.1 200 .*\r\n\r\n3");
        }
    }

    @Test
    void whoStopsInTheMiddleOfTheBodyIsToldAndCutOff() throws Exception {
        server = new FrontDoorServer(config, 2, SHORT);
        try (Socket client = connect()) {
            send(client, put(100) + "0123456789");

            assertThat(rest(client)).startsWith("HTTP/1.1 408 ").contains("sent nothing for");
        }
    }

    @Test
    void whoIsRefusedAndStopsInTheMiddleOfTheBodyIsCutOff() throws Exception {
        server = new FrontDoorServer(config, 2, SHORT);
        try (Socket client = connect()) {
            send(client, put(100).replace("application/json", "text/xml") + "0123456789");

            assertThat(rest(client)).startsWith("HTTP/1.1 415 ");
        }
    }

    @Test
    void whoDoesNotReadTheAnswerIsCutOff() throws Exception {
        server = new FrontDoorServer(config, 2, SHORT);
        server.answer(new Zeros(ENDLESS));
        try (Socket client = connect()) {
            send(client, put(1) + "1");

            assertThat(server.firstIsDone()).isTrue();
            assertThat(rest(client)).startsWith("HTTP/1.1 200 ").hasSizeLessThan((int) (ENDLESS / 2));
        }
    }

    @Test
    void anAnswerThatBreaksDoesNotLookWhole() throws Exception {
        server = new FrontDoorServer(config, 2, LONG);
        server.answer(new SequenceInputStream(new Zeros(100_000), new Broken()));
        try (Socket client = connect()) {
            send(client, put(1) + "1");

            assertThat(server.firstIsDone()).isTrue();
            assertThat(rest(client)).doesNotEndWith("0\r\n\r\n");
        }
    }

    @Test
    void whoComesWhenAllPlacesAreTakenIsAskedToComeBack() throws Exception {
        server = new FrontDoorServer(config, 1, LONG);
        try (Socket first = connect()) {
            send(first, waiting(put(10)));
            assertThat(first.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 100");

            assertThat(another()).startsWith("HTTP/1.1 429 ").contains("Retry-After: 1");
            send(first, "0123456789");
            await().untilAsserted(() -> assertThat(another()).startsWith("HTTP/1.1 200 "));
        }
    }

    @Test
    void aBodyThatDoesNotFitBesideTheOthersIsRefusedBeforeItIsSent() throws Exception {
        server = new FrontDoorServer(config, new Capacity(10, 100), source -> Optional.empty(), LONG);
        try (Socket first = connect();
                Socket second = connect()) {
            send(first, waiting(closing(put(60))));
            assertThat(first.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 100");

            send(second, waiting(put(50)));

            assertThat(rest(second))
                    .startsWith("HTTP/1.1 429 ")
                    .contains("Retry-After: ", "gateway.http.memory-for-bodies");
            send(first, "x".repeat(60));
            assertThat(rest(first)).contains("HTTP/1.1 200 ");
        }
    }

    @Test
    void aBodyThatIsAloneMayBeLargerThanAllOfTheMemory() throws Exception {
        server = new FrontDoorServer(config, new Capacity(10, 100), source -> Optional.empty(), LONG);
        try (Socket client = connect()) {
            send(client, closing(put(1000)) + "x".repeat(1000));

            assertThat(rest(client)).startsWith("HTTP/1.1 200 ").endsWith("1000");
        }
    }

    @Test
    void whileTheRegistryIsDownABatchIsRefusedBeforeItIsSentAndADryRunIsNot() throws Exception {
        RequestRefused down = new RequestRefused(503, "transient", "the registry is down", Map.of("Retry-After", "7"));
        server = new FrontDoorServer(
                config,
                new Capacity(10, 100),
                source -> source.equals("default") ? Optional.of(down) : Optional.empty(),
                LONG);
        try (Socket batch = connect();
                Socket dryRun = connect()) {
            send(batch, waiting(put(5)));
            send(dryRun, closing(put(5)).replace("PUT /", "PUT /?_dryRun=true") + "12345");

            assertThat(rest(batch))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Retry-After: 7")
                    .contains("the registry is down");
            assertThat(rest(dryRun)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void whoTellsTwoTimeoutsIsRefused() throws Exception {
        server = new FrontDoorServer(config, 2, LONG);
        try (Socket client = connect()) {
            send(
                    client,
                    closing(put(1)).replace("Host: x", "Host: x\r\nX-Request-Timeout: 1\r\nX-Request-Timeout: 2")
                            + "1");

            assertThat(rest(client)).startsWith("HTTP/1.1 400 ").contains("X-Request-Timeout");
        }
    }

    private static String waiting(String head) {
        return head.replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n");
    }

    private static String closing(String head) {
        return head.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    }

    private String another() throws IOException {
        try (Socket client = connect()) {
            send(client, closing(put(0)));
            return rest(client);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8192);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        return socket;
    }

    private static String put(int length) {
        return "PUT / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(ISO_8859_1));
        client.getOutputStream().flush();
    }

    /** All that comes until the server closes the connection. */
    private static String rest(Socket client) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[8192];
        try {
            for (int n = 0; n >= 0; n = client.getInputStream().read(buffer)) {
                text.append(new String(buffer, 0, n, ISO_8859_1));
            }
        } catch (SocketException reset) {
            assertThat(text).as("what came before " + reset.getMessage()).isNotEmpty();
        }
        return text.toString();
    }

    /** So many zero bytes. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            left -= count;
            return count;
        }
    }

    /** Cannot be read. */
    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("broken on purpose");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return read();
        }
    }
}
