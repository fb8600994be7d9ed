package dev.fhirgateway.intake;

import static dev.fhirgateway.intake.IntakeFixture.intake;
import static dev.fhirgateway.intake.IntakeFixture.request;
import static dev.fhirgateway.intake.IntakeFixture.text;
import static dev.fhirgateway.intake.IntakeFixture.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fhirgateway.settings.IntakeSettings;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertRequest.Framing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A job is read entry by entry, and is over none of the limits of a batch. */
class IntakeOfJobsTest {
    private static final JobBodyRules DROP = new JobBodyRules(1L << 40, false);
    private static final JobBodyRules KEEP = new JobBodyRules(1L << 40, true);

    private final List<UpsertEntry> found = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(Framing.class)
    void itIsNotHeldToTheLimitsOfABatch(Framing framing) {
        Intake small = intake(new IntakeSettings(40, 2, 30, 64));
        String long0 = "{\"id\":\"1\",\"x\":[0,0,0,0,0,0,0,0,0,0]}";
        String body = framing == Framing.NDJSON
                ? "{\"id\":\"1\"}\n" + long0 + "\n{\"id\":\"2\"}\n"
                : "[{\"id\":\"1\"}," + long0 + ",{\"id\":\"2\"}]";

        JobBody read = record(small, plain(body, framing), DROP);

        assertThat(read).isEqualTo(new JobBody(3, body.length(), null));
        assertThat(found).extracting(UpsertEntry::index).containsExactly(0, 1, 2);
        assertThat(found).extracting(entry -> entry.defects().size()).containsExactly(0, 1, 0);
    }

    @Test
    void itsBytesNeverCollect() {
        int entries = 300_000;
        byte[] entry = utf8("{\"resourceType\":\"Patient\",\"id\":\"p1\",\"x\":\"" + "y".repeat(1000) + "\"}\n");
        long[] last = new long[1];

        JobBody read = intake().record(
                        request(new RepeatedBytes(entry, entries), Framing.NDJSON, false),
                        origin(),
                        DROP,
                        next -> last[0] += next.original().length() + 1);

        assertThat(read.entries()).isEqualTo(entries);
        assertThat(read.bytes()).isEqualTo((long) entries * entry.length).isEqualTo(last[0]);
    }

    @Test
    void aCompressedOneIsCountedAsItIsInflated() {
        String body = "[" + "{\"id\":\"1\"},".repeat(1000) + "{}]";

        JobBody read = record(intake(), gzip(zip(body)), DROP);

        assertThat(read).isEqualTo(new JobBody(1001, body.length(), null));
    }

    @Test
    void oneThatBreaksOffIsRefusedWithItsByte() {
        RequestRefused refused = catchThrowableOfType(
                RequestRefused.class,
                () -> record(intake(), plain("[{\"id\":\"1\"},{\"id\":\"2", Framing.JSON_ARRAY), DROP));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.diagnostics()).contains("at byte offset ").contains(", in entry 1");
    }

    @Test
    void cutAtAnyByteTheEntriesBeforeAreKeptAndTheByteIsTold() {
        String[] entries = {"{\"id\":\"1\"}", "{\"id\":\"2\"}", "{\"id\":\"3\"}"};
        String body = "[" + String.join(",", entries) + "]";
        int first = body.indexOf('}') + 1;
        for (int length = first; length < body.length(); length++) {
            found.clear();

            JobBody read = record(intake(), plain(body.substring(0, length), Framing.JSON_ARRAY), KEEP);

            int whole = (length - 1) / (entries[0].length() + 1) + ((length - 1) % 11 == 10 ? 1 : 0);
            assertThat(found)
                    .extracting(entry -> text(entry.original()))
                    .as("cut at byte %d", length)
                    .isEqualTo(Arrays.asList(entries).subList(0, read.entries()))
                    .hasSize(Math.min(3, whole));
            assertThat(read.broken()).contains("byte offset ");
        }
    }

    @Test
    void ofACutCompressedOneTheInflatedByteIsTold() {
        byte[] zipped = zip("[" + "{\"id\":\"1\"},".repeat(10_000) + "{}]");

        JobBody read = record(intake(), gzip(Arrays.copyOf(zipped, zipped.length - 60)), KEEP);

        assertThat(read.entries()).isEqualTo(found.size()).isBetween(1, 10_000);
        assertThat(read.broken())
                .matches("the body ends early, after \\d+ bytes: .*")
                .contains(" " + read.bytes());
    }

    @Test
    void whereNothingCameBeforeTheBreakThereIsNothingToKeep() {
        assertThatThrownBy(() -> record(intake(), plain("[{\"id\"", Framing.JSON_ARRAY), KEEP))
                .isInstanceOf(RequestRefused.class);
        assertThatThrownBy(() -> record(intake(), plain("", Framing.NDJSON), KEEP))
                .isInstanceOf(RequestRefused.class);
    }

    @Test
    void anEmptyArrayIsAJobWithoutEntries() {
        assertThat(record(intake(), plain("[]", Framing.JSON_ARRAY), DROP)).isEqualTo(new JobBody(0, 2, null));
    }

    @Test
    void itsOwnLimitRefusesItWholeWhateverIsKeptElse() {
        RequestRefused refused = catchThrowableOfType(
                RequestRefused.class,
                () -> record(
                        intake(),
                        plain("[{\"id\":\"1\"},{\"id\":\"2\"}]", Framing.JSON_ARRAY),
                        new JobBodyRules(20, true)));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.diagnostics()).contains("gateway.jobs.max-bytes");
    }

    @Test
    void whatTheSinkThrowsEndsIt() {
        RequestRefused full = new RequestRefused(507, "no-store", "full");

        assertThatThrownBy(() -> intake().record(plain("[{},{}]", Framing.JSON_ARRAY), origin(), KEEP, entry -> {
                    throw full;
                }))
                .isSameAs(full);
    }

    private JobBody record(Intake intake, UpsertRequest request, JobBodyRules rules) {
        return intake.record(request, origin(), rules, found::add);
    }

    private static Origin origin() {
        return new Origin("job-1", "zz-client", "zz-source", IntakeFixture.NOW, IntakeFixture.NOW);
    }

    private static UpsertRequest plain(String body, Framing framing) {
        return request(new ByteArrayInputStream(utf8(body)), framing, false);
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

    /** The same bytes so many times, more than a heap of this process holds. */
    private static final class RepeatedBytes extends InputStream {
        private final byte[] bytes;
        private long left;
        private int at;

        RepeatedBytes(byte[] bytes, int times) {
            this.bytes = bytes;
            this.left = (long) times * bytes.length;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int n = Math.min(length, bytes.length - at);
            System.arraycopy(bytes, at, target, offset, n);
            at = (at + n) % bytes.length;
            left -= n;
            return n;
        }
    }
}
