package dev.fhirgateway.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;

class MaskedWordsTest {
    private static final String SENT =
            "{'id':'p-17','name':[{'family':'Zzmarker-Öz','given':['Ada','Bo']}],'birthDate':'1980-02-29',"
                    + "'extension':[{'valueDecimal':12.5}]}";

    @Test
    void whatWasSentIsNotQuotedWholeOrInParts() {
        assertThat(masked("name.family \"Zzmarker-Öz, ADA\" is too long, at most 5 letters"))
                .isEqualTo("name.family \"***-***, ***\" is too long, at most 5 letters");
        assertThat(masked("born 29.02.1980, 12.5")).isEqualTo("born ***.***.***, ***.5");
    }

    @Test
    void theIdOfTheRecordMayStand() {
        assertThat(masked("no patient/p-17")).isEqualTo("no patient/p-17");
    }

    @Test
    void wordsAreOneLineAndNotTooLong() {
        assertThat(masked("one\n\ttwo\u0000")).isEqualTo("one two ");
        assertThat(masked("x".repeat(5_000))).hasSizeLessThan(1_100).endsWith("...");
    }

    @Test
    void nothingIsSaidOfWhatCannotBeRead() {
        assertThat(MaskedWords.of("Zzmarker", new ByteArrayInputStream("{\"a\":".getBytes(UTF_8)), null))
                .isEqualTo("***");
    }

    private static String masked(String words) {
        byte[] sent = SENT.replace('\'', '"').getBytes(UTF_8);
        return MaskedWords.of(words, new ByteArrayInputStream(sent), "p-17");
    }
}
