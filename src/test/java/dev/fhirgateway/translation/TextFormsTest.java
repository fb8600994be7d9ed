package dev.fhirgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds what is read character by character against its rule, written down as a pattern. */
class TextFormsTest {
    private static final String USUAL = "azAZ09-._";
    private static final String ODD =
            "azAZ09-._ `{@[/:~\u007f\t\n\u000b\f\r\u001c\u0085\u00a0\u2003\u00e9\u0661\uff21\ud83d\ude00";
    private static final int TEXTS = 20_000;
    private static final int LONGEST = 70;

    @Test
    void aFhirIdIsOneTo64OfItsCharacters() {
        assertThat(texts()).allSatisfy(text -> assertThat(RegistryIdEscape.isFhirId(text))
                .as(text)
                .isEqualTo(text.matches("[A-Za-z0-9.-]{1,64}")));
    }

    @Test
    void aKeyIsOneTo62OfItsCharacters() {
        assertThat(texts()).allSatisfy(text -> assertThat(OutputForm.isKey(text))
                .as(text)
                .isEqualTo(text.matches("[a-zA-Z0-9-][a-zA-Z0-9_-]{0,61}")));
    }

    @Test
    void blanksBecomeOne() {
        assertThat(texts()).allSatisfy(text -> assertThat(MetaIdentifiers.withSingleBlanks(text))
                .isEqualTo(text.replaceAll("\\s+", " ")));
    }

    /** Always the same ones, of every length; every third is of usual characters, and may have one odd. */
    private static Stream<String> texts() {
        Random random = new Random(20260101);
        return Stream.iterate(0, i -> i + 1).limit(TEXTS).map(i -> text(random, i));
    }

    private static String text(Random random, int i) {
        StringBuilder text = new StringBuilder();
        String letters = i % 3 == 0 ? ODD : USUAL.substring(0, USUAL.length() - i % 2);
        for (int length = random.nextInt(LONGEST); length > 0; length--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        if (i % 3 == 2 && text.length() > 0) {
            text.setCharAt(random.nextInt(text.length()), ODD.charAt(random.nextInt(ODD.length())));
        }
        return text.toString();
    }
}
