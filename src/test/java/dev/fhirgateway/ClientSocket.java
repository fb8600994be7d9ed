package dev.fhirgateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** A client that writes each byte itself, for what no HTTP library would send. */
final class ClientSocket implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Socket socket;
    private final InputStream in;

    private ClientSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        socket.setSoTimeout((int) PATIENCE.toMillis());
    }

    static ClientSocket to(URI server) throws IOException {
        return to(server, 0);
    }

    /** @param receiveBuffer bytes that the client's kernel takes before the client reads; 0 for the usual */
    static ClientSocket to(URI server, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        return new ClientSocket(socket);
    }

    /** The head of a {@code PUT /fhir} of JSON, with further headers as lines. */
    static String put(String... headers) {
        return "PUT /fhir HTTP/1.1\r\nHost: gateway\r\nContent-Type: application/json\r\n"
                + String.join(
                        "",
                        Arrays.stream(headers).map(header -> header + "\r\n").toList())
                + "\r\n";
    }

    /** A whole {@code PUT /fhir}. */
    static String putOf(String body) {
        return put("Content-Length: " + body.length()) + body;
    }

    ClientSocket send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** The next answer, head and body; its body has a {@code Content-Length} or none. */
    String answer() throws IOException {
        String head = head();
        int at = head.toLowerCase(Locale.ROOT).indexOf("content-length: ");
        int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
        return head + new String(in.readNBytes(length), ISO_8859_1);
    }

    /** The next status line and headers. */
    String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection closed after: " + head.toString(ISO_8859_1));
            }
            head.write(next);
        }
        return head.toString(ISO_8859_1);
    }

    /** Waits until the server closes the connection, whichever way. */
    void awaitClose() throws IOException {
        try {
            while (in.read() >= 0) {
                // what comes before the end is of no interest
            }
        } catch (SocketException reset) {
            // closed with something unread
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
