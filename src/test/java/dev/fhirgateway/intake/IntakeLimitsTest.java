package dev.fhirgateway.intake;

import static dev.fhirgateway.intake.IntakeFixture.array;
import static dev.fhirgateway.intake.IntakeFixture.intake;
import static dev.fhirgateway.intake.IntakeFixture.refusal;
import static dev.fhirgateway.intake.IntakeFixture.request;
import static dev.fhirgateway.intake.IntakeFixture.text;
import static dev.fhirgateway.intake.IntakeFixture.texts;
import static dev.fhirgateway.intake.IntakeFixture.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fhirgateway.settings.IntakeSettings;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertRequest.Framing;
import dev.fhirgateway.upsert.UpsertResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeLimitsTest {
    private static final IntakeSettings SMALL = new IntakeSettings(100, 3, 40, 64);

    @Test
    void aBodyOfTheLimitIsTakenAndOneByteMoreIsNot() {
        String full = "[{}," + " ".repeat(93) + "{}]";

        assertThat(intake(SMALL).read(array(full)).entries()).hasSize(2);
        RequestRefused refused = refusal(intake(SMALL), array(full + " "));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.diagnostics()).contains("limit of 100 bytes");
    }

    @Test
    void entriesUpToTheLimitAreTakenAndOneMoreIsNot() {
        assertThat(intake(SMALL).read(array("[{},{},{}]")).entries()).hasSize(3);
        RequestRefused refused = refusal(intake(SMALL), array("[{},{},{},{}]"));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.diagnostics()).contains("limit of 3 entries");
    }

    @Test
    void anEntryOverItsLimitIsADefectAndTheOthersGoThrough() {
        String full = "{\"a\":\"" + "x".repeat(32) + "\"}";
        String over = "{\"resourceType\":\"Patient\",\"b\":\"" + "y".repeat(9) + "\"}";

        UpsertBatch batch = intake(SMALL).read(array("[" + full + "," + over + ",{}]"));

        assertThat(texts(batch)).containsExactly(full, "", "{}");
        assertThat(batch.entries().get(0).defects()).isEmpty();
        assertThat(batch.entries().get(1).defects())
                .containsExactly(new Problem(
                        "too-long",
                        "Patient",
                        "the entry has 42 bytes; the limit is 40 bytes (gateway.intake.max-entry-bytes)"));
        EntryState state = intake(SMALL).check(batch.entries().get(1));
        assertThat(state).isInstanceOfSatisfying(UpsertResult.Rejected.class, rejected -> assertThat(rejected.blame())
                .isEqualTo(Blame.GATEWAY_LIMIT));
    }

    @Test
    void anEntryOfManyReadsOverItsLimitLeavesTheNextOneWhole() {
        IntakeSettings limits = new IntakeSettings(1_000_000, 10, 10_000, 64);
        String over = "{\"a\":\"" + "x".repeat(300_000) + "\",\"b\":1}";
        String full = "{\"a\":\"" + "z".repeat(9_992) + "\"}";

        UpsertBatch batch = intake(limits).read(array("[" + over + " ".repeat(30_000) + "," + full + "," + full + "]"));

        assertThat(batch.entries())
                .extracting(entry -> entry.original().length())
                .containsExactly(0, 10_000, 10_000);
        assertThat(text(batch.entries().get(2).original())).isEqualTo(full);
    }

    @Test
    void gzipIsReadLikePlain() {
        assertThat(texts(intake().read(gzip(zip("[{\"id\":\"é\"}]"))))).containsExactly("{\"id\":\"é\"}");
    }

    @Test
    void whatIsNotGzipIsRefused() {
        RequestRefused refused = refusal(gzip(utf8("[{}]   and more than a header")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.diagnostics()).contains("not gzip");
    }

    @Test
    void gzipThatEndsEarlyIsRefused() {
        byte[] whole = zip("[{\"id\":\"1\"},{\"id\":\"2\"}]");

        assertThat(refusal(gzip(Arrays.copyOf(whole, whole.length - 12))).diagnostics())
                .contains("ends early");
        assertThat(refusal(gzip(new byte[0])).status()).isEqualTo(400);
    }

    @Test
    void damagedGzipIsRefused() {
        byte[] damaged = zip("[" + "{\"id\":\"1\"},".repeat(100) + "{}]");
        damaged[damaged.length - 6] ^= 0x55;

        assertThat(refusal(gzip(damaged)).status()).isEqualTo(400);
    }

    @Test
    void aGzipBombIsNotInflatedFurtherThanTheLimit() {
        byte[] bomb = zip("[" + " ".repeat(30_000_000) + "]");
        AtomicLong consumed = new AtomicLong();
        InputStream counted = new ByteArrayInputStream(bomb) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                int n = super.read(target, offset, length);
                consumed.addAndGet(n);
                return n;
            }
        };
        IntakeSettings limits = new IntakeSettings(1_000_000, 10, 1000, 64);

        RequestRefused refused = refusal(intake(limits), request(counted, Framing.JSON_ARRAY, true));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(consumed.get()).isLessThan(bomb.length / 10);
    }

    @ParameterizedTest
    @CsvSource({"[{}],false", "[{,false", "[{}],true"}) // read to its end, broken off, not the gzip that it says it is
    void theBodyIsClosedWhateverItHolds(String text, boolean gzip) {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream body = new ByteArrayInputStream(utf8(text)) {
            @Override
            public void close() {
                closed.set(true);
            }
        };

        var unused = catchThrowable(() -> intake().read(request(body, Framing.JSON_ARRAY, gzip)));

        assertThat(closed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"})
    void otherEncodingsAreRefusedByName(String charset) {
        RequestRefused refused = refusal(array("[{\"id\":\"1\"}]".getBytes(Charset.forName(charset))));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.diagnostics()).contains("UTF-16").contains("UTF-8");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirPlace() {
        byte[] body = utf8("[{\"a\":\"xx\"}]");
        body[7] = (byte) 0xC3;
        body[8] = '(';

        assertThat(refusal(array(body)).diagnostics()).contains("at byte offset 8, in entry 0");
    }

    @Test
    void anOverlongSequenceIsTheFaultOfItsEntryAlone() {
        byte[] body = utf8("[{\"a\":\"xx\"},{}]");
        body[7] = (byte) 0xC0;
        body[8] = (byte) 0x80;

        UpsertEntry entry = intake().read(array(body)).entries().get(0);

        assertThat(intake().check(entry))
                .isInstanceOfSatisfying(UpsertResult.Rejected.class, rejected -> assertThat(rejected.problems())
                        .containsExactly(new Problem("structure", "Resource", "not UTF-8")));
    }

    @Test
    void absurdDepthIsRefusedWithoutAnOverflow() {
        RequestRefused refused = refusal(array("[{\"a\":" + "[".repeat(100_000)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.issueCode()).isEqualTo("too-long");
    }

    @Test
    void absurdNamesAndIdsAreRefused() {
        assertThat(refusal(array("[{\"" + "n".repeat(60_000) + "\":1}]")).status())
                .isEqualTo(400);
        assertThat(refusal(
                                intake(new IntakeSettings(100_000, 3, 400, 64)),
                                array("[{\"id\":\"" + "n".repeat(60_000) + "\"}]"))
                        .status())
                .isEqualTo(400);
    }

    private static UpsertRequest gzip(byte[] body) {
        return request(new ByteArrayInputStream(body), Framing.JSON_ARRAY, true);
    }

    private static byte[] zip(String text) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(utf8(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }
}
