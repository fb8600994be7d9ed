package dev.fhirgateway.ledger.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fhirgateway.ledger.LedgerException;
import dev.fhirgateway.ledger.Vault;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertEntry;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Origin JOB = new Origin("job-1", "zz-client", "zz-source", Instant.EPOCH, Instant.MAX);
    private static final Vault OPEN = new Vault(List.of());

    /** Some blocks of noise, which does not become smaller. */
    private static final int MANY = 2_000;

    private static final int LONG = 600;

    @TempDir
    private Path folder;

    @Test
    void whatWasFoundComesBackAsItWas() {
        byte[] bytes = "{\"meta\":{},\"é\":1}".getBytes(UTF_8);
        List<UpsertEntry> entries = List.of(
                entry(0, OriginalBytes.copyOf(bytes, 0, bytes.length, new OriginalBytes.Span(8, 10)), "Patient", "p1"),
                entry(1, OriginalBytes.copyOf("{}".getBytes(UTF_8)), null, null),
                entry(2, OriginalBytes.copyOf(new byte[] {'{', (byte) 0xFF, 0, '}'}), "", "\uD800 half, and ü 🙂"),
                entry(3, OriginalBytes.copyOf(new byte[300_000]), "Patient", "x".repeat(70_000)),
                new UpsertEntry(
                        JOB,
                        4,
                        OriginalBytes.none(),
                        "Patient",
                        "p2",
                        List.of(new Problem("too-long", "Patient", "long"), new Problem("value", "Patient.id", "…"))));

        try (Journal journal = Journal.in(folder, OPEN)) {
            JournalSize size = write(journal, "job-1", entries);

            assertThat(size.entries()).isEqualTo(5);
            assertThat(size.bytes()).isEqualTo(bytes.length + 2 + 4 + 300_000);
            assertThat(file("job-1")).hasSize(size.fileBytes());
            List<UpsertEntry> read = read(journal, "job-1", 0);
            assertThat(read).isEqualTo(entries);
            assertThat(read.get(0).original().meta()).isEqualTo(new OriginalBytes.Span(8, 10));
            assertThat(read.get(1).original().meta()).isNull();
        }
    }

    @Test
    void itIsReadFromAnyEntryOnAndAgainAfterARestart() {
        List<UpsertEntry> entries = noise();
        try (Journal journal = Journal.in(folder, OPEN)) {
            write(journal, "job-1", entries);
        }

        try (Journal journal = Journal.in(folder, OPEN);
                JournalReader reader = journal.open("job-1")) {
            assertThat(reader.entries()).isEqualTo(MANY);
            assertThat(reader.isWhole()).isTrue();
            for (int from = 0; from <= MANY; from += 97) {
                Iterator<JournalEntry> rest = reader.from(from);
                for (int i = from; i < Math.min(from + 10, MANY); i++) {
                    JournalEntry entry = rest.next();
                    assertThat(entry.position()).isEqualTo(i);
                    assertThat(entry.in(JOB, i)).isEqualTo(entries.get(i));
                }
            }
            assertThat(reader.from(MANY)).isExhausted();
        }
    }

    @Test
    void aJobWithoutEntriesIsOne() {
        try (Journal journal = Journal.in(folder, OPEN)) {
            JournalSize size = write(journal, "job-1", List.of());

            assertThat(size.entries()).isZero();
            assertThat(read(journal, "job-1", 0)).isEmpty();
        }
    }

    @Test
    void whatWasNotCommittedLeavesNothing() throws IOException {
        try (Journal journal = Journal.in(folder, OPEN)) {
            try (JournalWriter writer = journal.create("job-1")) {
                noise().forEach(writer::add);
            }
            assertThat(journal.ids()).isEmpty();
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void whatAKillLeftUnfinishedIsTakenOutAtTheNextStartAndTheRestIsKept() throws IOException {
        try (Journal journal = Journal.in(folder, OPEN)) {
            write(journal, "job-1", noise());
        }
        Files.copy(file("job-1"), folder.resolve("jobs").resolve("job-2.unfinished"));

        try (Journal journal = Journal.in(folder, OPEN)) {
            assertThat(journal.ids()).isEqualTo(Set.of("job-1"));
            assertThat(files()).containsExactly("job-1.journal");
            journal.delete("job-1");
            journal.delete("job-1");
            assertThat(journal.ids()).isEmpty();
        }
    }

    @Test
    void aSecondGatewayDoesNotGetTheFolder() {
        Journal first = Journal.in(folder, OPEN);
        assertThatThrownBy(() -> Journal.in(folder, OPEN))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("in use by another gateway");
        first.close();

        Journal.in(folder, OPEN).close();
    }

    @Test
    void aNameThatIsNoIdIsNotLookedFor() {
        try (Journal journal = Journal.in(folder, OPEN)) {
            assertThatThrownBy(() -> journal.open("../ledger")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whereAFileIsCutOffIsTold() throws IOException {
        List<UpsertEntry> entries = noise().subList(0, 3);
        byte[] whole;
        try (Journal journal = Journal.in(folder, OPEN)) {
            write(journal, "job-1", entries);
            whole = Files.readAllBytes(file("job-1"));
            for (int length = 0; length < whole.length; length++) {
                Files.write(file("job-1"), Arrays.copyOf(whole, length));

                List<UpsertEntry> read = new ArrayList<>();
                JournalDamaged damaged = catchThrowableOfType(JournalDamaged.class, () -> readInto(read, journal));

                assertThat(read).isEqualTo(entries.subList(0, damaged.from()));
                assertThat(damaged.to()).isEqualTo(Integer.MAX_VALUE);
                assertThat(damaged.reason()).startsWith("the journal of job job-1: ");
            }
        }
    }

    @Test
    void anyByteThatWasChangedIsFoundAndWhatIsBehindItsBlockIsRead() throws IOException {
        List<UpsertEntry> entries = noise();
        try (Journal journal = Journal.in(folder, OPEN)) {
            write(journal, "job-1", entries);
            byte[] whole = Files.readAllBytes(file("job-1"));
            Random random = new Random(7);
            for (int i = 0; i < 200; i++) {
                byte[] changed = whole.clone();
                changed[8 + random.nextInt(whole.length - 8)] ^= (byte) (1 + random.nextInt(255));
                Files.write(file("job-1"), changed);

                assertThat(readAround(journal, entries)).isBetween(0, 1);
            }
        }
    }

    @Test
    void blocksThatChangedPlacesAreNotTakenForEachOther() throws IOException {
        Vault vault = new Vault(List.of(key(1)));
        try (Journal journal = Journal.in(folder, vault)) {
            write(journal, "job-1", noise());
            Files.copy(file("job-1"), file("job-2"));

            assertThatThrownBy(() -> read(journal, "job-2", 0))
                    .isInstanceOf(JournalDamaged.class)
                    .hasMessageContaining("block at byte 8: it is damaged");
        }
    }

    @Test
    void withAKeyNothingOfItCanBeReadByOthers() throws IOException {
        List<UpsertEntry> entries =
                List.of(entry(0, OriginalBytes.copyOf("Zzmarker was here".getBytes(UTF_8)), "Patient", "Zzmarker"));
        try (Journal journal = Journal.in(folder, new Vault(List.of(key(1))))) {
            write(journal, "job-1", entries);
        }
        assertThat(Files.readString(file("job-1"), ISO_8859_1)).doesNotContain("Zzmarker");

        try (Journal rotated = Journal.in(folder, new Vault(List.of(key(2), key(1))))) {
            assertThat(read(rotated, "job-1", 0)).isEqualTo(entries);
        }
        try (Journal other = Journal.in(folder, new Vault(List.of(key(2))))) {
            assertThatThrownBy(() -> read(other, "job-1", 0))
                    .isInstanceOf(JournalDamaged.class)
                    .hasMessageMatching(".*it is encrypted with the key [0-9a-f]{8}, which gateway.ledger.key does not"
                            + " have; lost are entries 0 to 0");
        }
    }

    @Test
    void aFullDiskRefusesTheJobAndLeavesNothingOfIt() throws IOException {
        for (int room : new int[] {0, 7, 100_000, 1_200_000}) {
            try (Journal journal = Journal.in(folder, OPEN, quota(room))) {
                RequestRefused refused =
                        catchThrowableOfType(RequestRefused.class, () -> write(journal, "job-1", noise()));

                assertThat(refused.status()).as("room for %d", room).isEqualTo(507);
                assertThat(refused.diagnostics())
                        .contains("no room for this job")
                        .doesNotContain("/");
                assertThat(files()).isEmpty();
            }
        }
    }

    @Test
    void aDiskThatFailsOtherwiseAsksForAResend() throws IOException {
        UnaryOperator<OutputStream> broken = out -> new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes) throws IOException {
                throw new IOException("Input/output error");
            }
        };
        try (Journal journal = Journal.in(folder, OPEN, broken)) {
            RequestRefused refused = catchThrowableOfType(RequestRefused.class, () -> write(journal, "job-1", noise()));

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.headers()).containsEntry("Retry-After", "60");
            assertThat(files()).isEmpty();
        }
    }

    /** How many times a reader that goes on behind what is damaged had to; all that it reads is right. */
    private static int readAround(Journal journal, List<UpsertEntry> entries) {
        int damages = 0;
        int at = 0;
        try (JournalReader reader = journal.open("job-1")) {
            while (at < entries.size()) {
                try {
                    for (Iterator<JournalEntry> rest = reader.from(at); at < entries.size(); at++) {
                        assertThat(rest.next().in(JOB, at)).isEqualTo(entries.get(at));
                    }
                } catch (JournalDamaged damaged) {
                    assertThat(damaged.from()).isEqualTo(at);
                    assertThat(damaged.to()).isGreaterThan(at);
                    at = damaged.to();
                    damages++;
                }
            }
        }
        return damages;
    }

    private static JournalSize write(Journal journal, String job, List<UpsertEntry> entries) {
        try (JournalWriter writer = journal.create(job)) {
            entries.forEach(writer::add);
            return writer.commit();
        }
    }

    private static List<UpsertEntry> read(Journal journal, String job, int from) {
        List<UpsertEntry> entries = new ArrayList<>();
        try (JournalReader reader = journal.open(job)) {
            reader.from(from).forEachRemaining(entry -> entries.add(entry.in(JOB, entry.position())));
        }
        return entries;
    }

    private static void readInto(List<UpsertEntry> entries, Journal journal) {
        try (JournalReader reader = journal.open("job-1")) {
            reader.from(0).forEachRemaining(entry -> entries.add(entry.in(JOB, entry.position())));
        }
    }

    private static UpsertEntry entry(int index, OriginalBytes original, String type, String id) {
        return new UpsertEntry(JOB, index, original, type, id, List.of());
    }

    private static List<UpsertEntry> noise() {
        Random random = new Random(42);
        List<UpsertEntry> entries = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            byte[] bytes = new byte[random.nextInt(2 * LONG)];
            random.nextBytes(bytes);
            entries.add(entry(i, OriginalBytes.copyOf(bytes), "Patient", "p" + i));
        }
        return entries;
    }

    private static String key(int number) {
        byte[] key = new byte[32];
        key[0] = (byte) number;
        return Base64.getEncoder().encodeToString(key);
    }

    /** A disk with so much room left. */
    private static UnaryOperator<OutputStream> quota(int room) {
        return out -> new FilterOutputStream(out) {
            private int left = room;

            @Override
            public void write(byte[] bytes) throws IOException {
                left -= bytes.length;
                if (left < 0) {
                    throw new IOException("No space left on device");
                }
                out.write(bytes);
            }
        };
    }

    private Path file(String job) {
        return folder.resolve("jobs").resolve(job + ".journal");
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder.resolve("jobs"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("ledger.lock"))
                    .toList();
        }
    }
}
