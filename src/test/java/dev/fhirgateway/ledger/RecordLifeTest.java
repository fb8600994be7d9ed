package dev.fhirgateway.ledger;

import static dev.fhirgateway.ledger.RememberedWork.begin;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.fhirgateway.ledger.RecordLife.Delivery;
import dev.fhirgateway.settings.Bodies;
import dev.fhirgateway.settings.HistorySettings;
import dev.fhirgateway.settings.LedgerSettings;
import dev.fhirgateway.upsert.RecordInquiry;
import dev.fhirgateway.upsert.RequestRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(LedgerStore.class)
class RecordLifeTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final String ONE = "{\"data\":{\"family\":\"Zzmarker one\"}}";
    private static final String TWO = "{\"data\":{\"family\":\"Zzmarker two\"}}";

    @Parameter
    private LedgerStore store;

    @TempDir
    private Path folder;

    private LedgerSettings settings;
    private Ledger ledger;

    @BeforeEach
    void open() {
        settings = store.fresh(folder);
        restartWith(Bodies.ENCRYPTED, VaultTest.key(1));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void everyDeliveryIsToldTheLastOneFirst() {
        long first = delivered("b-1", ONE);
        RememberedWork lost = begin(ledger, "b-2", "p-0", "p-1");
        lost.stored(0);
        lost.lost(1);
        lost.end();

        RecordLife life = life("p-1");

        assertThat(life.state().version()).isEqualTo(first);
        assertThat(life.state().outcome()).isEqualTo(Outcome.UNDELIVERED);
        assertThat(life.inWork()).isEmpty();
        assertThat(life.next()).isNull();
        assertThat(life.history())
                .extracting(
                        one -> one.arrival().batchId(),
                        one -> one.arrival().position(),
                        one -> one.arrival().client(),
                        Delivery::outcome,
                        Delivery::version,
                        Delivery::blame,
                        Delivery::status,
                        Delivery::tries,
                        Delivery::mapping)
                .containsExactly(
                        tuple("b-2", 1, "ehr", Outcome.UNDELIVERED, null, "outcome-unknown", 503, 6, "m-1"),
                        tuple("b-1", 0, "ehr", Outcome.PERSISTED, first, null, 200, 1, "m-1"));
        assertThat(life.history().get(0).words()).isNotBlank();
        assertThat(sent(life.history().get(1))).isEqualTo("[{\"record\":\"patient/p-1\",\"body\":" + ONE + "}]");
    }

    @Test
    void aLongLifeIsToldPageByPage() {
        List<Long> versions =
                IntStream.range(0, 5).mapToObj(i -> delivered("b-" + i, ONE)).toList();

        RecordLife last = ledger.lives(Duration.ZERO).of(inquiry("p-1", false, null, 2));
        RecordLife middle = ledger.lives(Duration.ZERO).of(inquiry("p-1", false, last.next(), 2));
        RecordLife first = ledger.lives(Duration.ZERO).of(inquiry("p-1", false, middle.next(), 2));

        assertThat(first.next()).isNull();
        assertThat(Stream.of(first, middle, last)
                        .flatMap(life -> life.history().stream())
                        .map(Delivery::version))
                .containsExactlyInAnyOrderElementsOf(versions);
        assertThat(last.history()).extracting(Delivery::version).containsExactly(versions.get(4), versions.get(3));
    }

    @Test
    void aPageThatBeginsAtAnotherRecordHoldsNothing() {
        delivered("b-1", ONE);
        begin(ledger, "b-2", "p-2").stored().end();
        Long other = life("p-2").history().get(0).number();

        assertThat(ledger.lives(Duration.ZERO)
                        .of(inquiry("p-1", false, other, 2))
                        .history())
                .isEmpty();
    }

    @Test
    void aBatchUnderWayIsToldAsSuch() {
        RememberedWork work = begin(ledger, "b-1", "p-1", "p-2", "p-1");

        assertThat(life("p-1").inWork())
                .extracting(one -> one.batchId() + " " + one.position())
                .containsExactly("b-1 0", "b-1 2");
        assertThat(life("p-1").history()).isEmpty();
        work.stored().end();
        assertThat(life("p-1").inWork()).isEmpty();
        assertThat(life("p-1").history()).hasSize(2);
    }

    @Test
    void whatWasInterruptedIsToldAsSuch() {
        delivered("b-1", ONE);
        begin(ledger, "b-2", "p-1");

        restartWith(Bodies.ENCRYPTED, VaultTest.key(1));

        assertThat(life("p-1").history())
                .extracting(Delivery::outcome)
                .containsExactly(Outcome.INTERRUPTED, Outcome.PERSISTED);
        assertThat(life("p-1").inWork()).isEmpty();
    }

    @Test
    void recordsOfOtherSourcesAndUnknownOnesAreNotTold() {
        delivered("b-1", ONE);
        RecordLives lives = ledger.lives(Duration.ZERO);

        List<RequestRefused> foreign = Stream.of("p-1", "never")
                .map(id -> refused(() -> lives.of(
                        new RecordInquiry("ehr", "other", RememberedWork.SOURCE, "Patient", id, true, null, 20))))
                .toList();
        RequestRefused unknown = refused(() -> lives.of(inquiry("never", false, null, 20)));
        RequestRefused noId = refused(() -> lives.of(inquiry("Zz'; --", false, null, 20)));

        assertThat(foreign).extracting(RequestRefused::status).containsOnly(404);
        assertThat(foreign.get(0)).hasMessage(foreign.get(1).getMessage());
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown).hasMessageContaining("the gateway never saw this record");
        assertThat(noId).hasMessage(unknown.getMessage());
    }

    @Test
    void theFullViewHasToBeAllowed() {
        delivered("b-1", ONE);

        assertThat(refused(() -> ledger.lives(Duration.ZERO).of(inquiry("p-1", true, null, 20)))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void manyBodiesAreKeptInFewRowsAndEachIsFound() {
        String[] ids = IntStream.range(0, 300).mapToObj(i -> "p-" + i).toArray(String[]::new);
        RememberedWork work = begin(ledger, "b-1", ids);
        IntStream.range(0, ids.length)
                .forEach(i -> work.stored(i, "{\"data\":\"" + i + " " + "x".repeat(1_000) + "\"}", NOON, null));
        work.end();

        assertThat(rows("body")).isBetween(4L, 6L);
        for (String id : List.of("p-0", "p-63", "p-64", "p-150", "p-299")) {
            assertThat(sent(life(id).history().get(0)))
                    .contains("\"patient/" + id + "\"", "\"data\":\"" + id.substring(2) + " xxx");
        }
    }

    @Test
    void aKeyIsChangedAndNothingIsLostAsLongAsTheOldOneIsThere() {
        delivered("b-1", ONE);
        restartWith(Bodies.ENCRYPTED, VaultTest.key(2), VaultTest.key(1));
        delivered("b-2", TWO);
        assertThat(sent(life("p-1").history().get(0))).contains("Zzmarker two");
        assertThat(sent(life("p-1").history().get(1))).contains("Zzmarker one");

        restartWith(Bodies.ENCRYPTED, VaultTest.key(2));

        assertThat(sent(life("p-1").history().get(0))).contains("Zzmarker two");
        assertThat(life("p-1").history().get(1).sent().json()).isNull();
        assertThat(life("p-1").history().get(1).sent().why()).contains("gateway.ledger.key does not have");
    }

    @Test
    void withoutAKeyNothingIsKeptUnlessThatIsAskedFor() {
        restartWith(Bodies.ENCRYPTED);
        delivered("b-1", ONE);
        assertThat(life("p-1").history().get(0).sent().why()).contains("gateway.ledger.bodies");
        assertThat(rows("body")).isZero();
        restartWith(Bodies.OFF, VaultTest.key(1));
        delivered("b-2", ONE);
        assertThat(rows("body")).isZero();

        restartWith(Bodies.SENT);
        delivered("b-3", ONE);

        assertThat(sent(life("p-1").history().get(0))).contains("Zzmarker one");
    }

    @Test
    void aDamagedBodyIsToldAsDamaged() {
        delivered("b-1", ONE);
        execute("UPDATE body SET size = size + 1");
        assertThat(life("p-1").history().get(0).sent().why()).isEqualTo("it is damaged");
        execute("UPDATE body SET number = 7");
        execute("UPDATE passage SET body = 7");
        assertThat(life("p-1").history().get(0).sent().why()).isEqualTo("it is damaged");
        execute("DELETE FROM body");
        assertThat(life("p-1").history().get(0).sent().why()).contains("not kept any more");
    }

    @Test
    void nothingThatWasSentIsReadableInTheFiles() throws IOException {
        delivered("b-1", ONE);
        RememberedWork quoted = begin(ledger, "b-2", "p-1");
        quoted.lost(0);
        quoted.end();

        assertThat(files()).doesNotContain("Zzmarker");
        ledger.close();
        assertThat(files()).doesNotContain("Zzmarker");
        restartWith(Bodies.ENCRYPTED, VaultTest.key(1));
    }

    private String files() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), ISO_8859_1));
            }
        }
        return all.toString();
    }

    private long delivered(String batch, String content) {
        RememberedWork work = begin(ledger, batch, "p-1");
        long version = work.stored(0, content, NOON, null);
        work.end();
        return version;
    }

    private RecordLife life(String patient) {
        return ledger.lives(Duration.ZERO).of(inquiry(patient, false, null, 20));
    }

    private static RecordInquiry inquiry(String patient, boolean full, @Nullable Long before, int count) {
        return new RecordInquiry(
                "ehr", RememberedWork.SOURCE, RememberedWork.SOURCE, "Patient", patient, full, before, count);
    }

    private static String sent(Delivery delivery) {
        return new String(Objects.requireNonNull(delivery.sent().json()), UTF_8);
    }

    private static RequestRefused refused(Runnable question) {
        return Objects.requireNonNull(catchThrowableOfType(RequestRefused.class, question::run));
    }

    private void execute(String sql) {
        ledger.writer()
                .write(handle -> handle.execute(sql))
                .toCompletableFuture()
                .join();
    }

    private long rows(String table) {
        return ledger.reader().read(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                .map((row, context) -> row.getLong(1))
                .one());
    }

    private void restartWith(Bodies bodies, String... keys) {
        if (ledger != null) {
            ledger.close();
        }
        HistorySettings history =
                new HistorySettings(Duration.ofDays(365), bodies, Duration.ofDays(30), 10L << 30, List.of(keys), false);
        ledger = Ledger.open(
                LedgerStore.with(history, settings), Clock.fixed(NOON, ZoneOffset.UTC), ForkJoinPool.commonPool());
    }
}
