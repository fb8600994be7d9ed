package dev.fhirgateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.LocalDate;
import java.time.Year;
import java.util.Random;
import org.hl7.fhir.r4.model.DateTimeType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as plain is accepted by HAPI's data type, always. */
class PlainDateTest {
    @Test
    void theDaysOfTheCalendarArePlainAndNoOthers() {
        for (int year : new int[] {1583, 1584, 1600, 1700, 1752, 1900, 1999, 2000, 2011, 2024, 2100, 9999}) {
            int plain = 0;
            for (int month = 0; month <= 13; month++) {
                for (int day = 0; day <= 32; day++) {
                    String date = "%04d-%02d-%02d".formatted(year, month, day);
                    if (PlainDate.isDate(date)) {
                        plain++;
                        assertThat(LocalDate.parse(date)).hasToString(date);
                        assertAccepted(date);
                    }
                }
            }
            assertThat(plain).isEqualTo(Year.of(year).length());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1583", "9999", "2024-01", "2024-12"})
    void aYearAndAMonthArePlain(String date) {
        assertThat(PlainDate.isDate(date)).isTrue();
        assertThat(PlainDate.isInstant(date)).isFalse();
        assertAccepted(date);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29T00:00:00Z",
                "2024-02-29T23:59:59.1Z",
                "2024-02-29T23:59:59.123456789+14:00",
                "1950-02-28T12:00:00-05:30"
            })
    void aSecondWithItsZoneIsPlain(String date) {
        assertThat(PlainDate.isInstant(date)).isTrue();
        assertThat(PlainDate.isDate(date)).isFalse();
        assertAccepted(date);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "202",
                "1582",
                "0000-01-01",
                "+202",
                "2024-00",
                "2024-1",
                "2024-13",
                "2024/01",
                "2024-02-30",
                "2023-02-29",
                "2024-02-29T",
                "2024-02-29T10:00:00",
                "2024-02-29T10:00Z",
                "2024-02-29T24:00:00Z",
                "2024-02-29T10:60:00Z",
                "2024-02-29T10:00:60Z",
                "2024-02-29t10:00:00Z",
                "2024-02-29T10:00:00z",
                "2024-02-29T10:00:00.Z",
                "2024-02-29T10:00:00.1x2Z",
                "2024-02-29T10:00:00.1234567890Z",
                "2024-02-29T10:00:00+1:00",
                "2024-02-29T10:00:00+15:00",
                "2024-02-29T10:00:00ZZ",
                " 2024",
                "\u0661\u0662\u0663\u0664"
            })
    void whateverIsNotIsLeftToHapi(String date) {
        assertThat(PlainDate.isDate(date) || PlainDate.isInstant(date)).isFalse();
    }

    @Test
    void brokenInAnyWayItIsPlainOnlyWhenHapiAcceptsIt() {
        Random random = new Random(3);
        int plain = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder date = new StringBuilder("2024-02-29T10:00:00.123+02:00");
            for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
                int at = random.nextInt(date.length());
                date.replace(at, at + 1, String.valueOf("0123459-:.TZ+ ".charAt(random.nextInt(14))));
            }
            if (PlainDate.isInstant(date.toString())) {
                plain++;
                assertAccepted(date.toString());
            }
        }
        assertThat(plain).isGreaterThan(1_000);
    }

    private static void assertAccepted(String date) {
        assertThatCode(() -> new DateTimeType().setValueAsString(date)).as(date).doesNotThrowAnyException();
    }
}
