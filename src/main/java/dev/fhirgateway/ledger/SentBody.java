package dev.fhirgateway.ledger;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.fhirgateway.upsert.RecordName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What was sent for an entry as it is kept: {@code [{"record":"patient/1","body":{...}}]}, bodies as they were sent. */
public final class SentBody {
    private SentBody() {}

    /** Gives how many bytes were written. */
    public static int write(Map<RecordName, byte[]> bodies, ByteArrayOutputStream out) {
        int before = out.size();
        char next = '[';
        for (Map.Entry<RecordName, byte[]> body : bodies.entrySet()) {
            ascii(next + "{\"record\":\"", out);
            String name = body.getKey().type() + "/" + body.getKey().id();
            out.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(name));
            ascii("\",\"body\":", out);
            out.writeBytes(body.getValue());
            out.write('}');
            next = ',';
        }
        out.write(']');
        return out.size() - before;
    }

    private static void ascii(String text, ByteArrayOutputStream out) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
