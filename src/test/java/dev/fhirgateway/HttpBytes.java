package dev.fhirgateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** HTTP/1.1 by hand: as much of it as a test needs to say what no library would. */
final class HttpBytes {
    private HttpBytes() {}

    /** Text as it goes over the wire. */
    static byte[] of(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A whole answer, with its right length. */
    static byte[] answer(int status, String contentType, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return head(status, "Content-Type: " + contentType, "Content-Length: " + bytes.length)
                .concat(body)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Status line and headers, with the empty line behind them. */
    static String head(int status, String... headers) {
        return "HTTP/1.1 " + status + " Answer\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    /** The head of a request, with its empty line; empty at the end of the connection. */
    static String readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.write(next);
            if (next == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    /** How long the body behind such a head is. */
    static int length(String head) {
        return head.lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith("content-length:"))
                .map(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }
}
