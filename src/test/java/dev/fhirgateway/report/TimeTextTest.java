package dev.fhirgateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeTextTest {
    private static final long YEAR_10000 = 253_402_300_800L;
    private static final int[] NANOS = {0, 1, 999, 1000, 50_000, 1_000_000, 678_000_000, 678_900_000, 999_999_999};

    @Test
    void isThatOfTheInstant() {
        assertThat(moments())
                .allSatisfy(moment -> assertThat(TimeText.of(moment)).isEqualTo(moment.toString()));
    }

    private static Stream<Instant> moments() {
        Random random = new Random(20260101);
        LongStream odd = LongStream.of(
                0,
                -1,
                60,
                3600,
                86_400,
                YEAR_10000 - 1,
                YEAR_10000,
                -62_167_219_200L,
                -62_167_219_201L,
                -62_135_596_800L);
        LongStream near = random.longs(20_000, 0, YEAR_10000);
        LongStream minutes = random.longs(2_000, 0, YEAR_10000 / 60).map(minute -> 60 * minute);
        LongStream far = random.longs(2_000, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
        return Stream.of(odd, near, minutes, far).flatMap(LongStream::boxed).flatMap(second -> Stream.of(
                        random.nextInt(NANOS.length), 0)
                .map(nanos -> Instant.ofEpochSecond(second, NANOS[nanos])));
    }
}
