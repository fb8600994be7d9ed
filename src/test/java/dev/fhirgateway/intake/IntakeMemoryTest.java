package dev.fhirgateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fhirgateway.upsert.BodyMemory;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertRequest.Framing;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Memory is asked for as a body is read, by what lies in memory then. */
class IntakeMemoryTest {
    private static final byte[] BATCH = IntakeFixture.utf8(IntStream.range(0, 5000)
            .mapToObj(i -> "{\"resourceType\":\"Patient\",\"id\":\"p" + i + "\"}")
            .collect(Collectors.joining(",", "[", "]")));

    private final AtomicLong taken = new AtomicLong();

    @Test
    void aPlainBodyTakesItsLength() {
        IntakeFixture.intake().read(request(new ByteArrayInputStream(BATCH), false, taken::addAndGet));

        assertThat(taken).hasValue(BATCH.length);
    }

    @Test
    void aCompressedBodyTakesWhatItIsInflatedTo() throws IOException {
        IntakeFixture.intake().read(request(new ByteArrayInputStream(gzip()), true, taken::addAndGet));

        assertThat(taken).hasValue(BATCH.length);
    }

    @Test
    void whenThereIsNoMemoryNothingMoreIsReadAndTheBodyIsClosed() {
        AtomicBoolean closed = new AtomicBoolean();
        ByteArrayInputStream body = new ByteArrayInputStream(BATCH) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        BodyMemory scarce = bytes -> {
            if (taken.addAndGet(bytes) > 20_000) {
                throw new RequestRefused(429, "throttled", "no memory");
            }
        };

        RequestRefused refused = catchThrowableOfType(
                RequestRefused.class, () -> IntakeFixture.intake().read(request(body, false, scarce)));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(BATCH.length - body.available()).isBetween(20_000, 40_000);
        assertThat(closed).isTrue();
    }

    private static UpsertRequest request(InputStream body, boolean gzip, BodyMemory memory) {
        return new UpsertRequest(
                "zz-client", "zz-source", null, body, memory, Framing.JSON_ARRAY, gzip, Preference.REPRESENTATION);
    }

    private static byte[] gzip() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(BATCH);
        }
        return compressed.toByteArray();
    }
}
