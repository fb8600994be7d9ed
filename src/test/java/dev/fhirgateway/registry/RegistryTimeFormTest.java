package dev.fhirgateway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the reading of a time against the rule for its form, written down as a pattern. */
class RegistryTimeFormTest {
    private static final Pattern FORM = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)[Tt ](\\d\\d):(\\d\\d)(?::(\\d\\d))?"
            + "(?:\\.(\\d+))?([Zz]|[+-]\\d\\d(?::?\\d\\d)?)?");
    private static final String[] FRACTIONS = {
        "", ".", ".5", ".25", ".123456789", ".12345678987654321", ".9x", ".\u0665"
    };
    private static final String[] SECONDS = {"", ":", ":5", ":59", ":60", ":007", ":00"};
    private static final String[] OFFSETS = {
        "",
        "Z",
        "z",
        "+00:00",
        "-00:00",
        "+02",
        "-0330",
        "+05:45",
        "+18:00",
        "+18:01",
        "-18",
        "+99",
        "+2",
        "+02:0",
        "+02:00:00",
        "+020000",
        "+02:00:",
        "Z ",
        "ZZ",
        "*02",
        "+0:200",
        "+0a",
        "02:00",
        "UTC",
        "\u212A",
        "+\u0660\u0662"
    };
    private static final String ODD = "0123456789-:.+TtZz ,x\u0660\uff11\u00e9\ud83d\n";
    private static final int TIMES = 30_000;

    private final Random random = new Random(20260101);

    @Test
    void readsWhatHasTheFormAndNothingElse() {
        int read = 0;
        for (int i = 0; i < TIMES; i++) {
            String text = i % 3 == 0 ? spoiled(written()) : written();
            Optional<Instant> time = RegistryTime.parse(text);
            assertThat(time).as(text).isEqualTo(byForm(text));
            read += time.isPresent() ? 1 : 0;
        }
        assertThat(read).isGreaterThan(TIMES / 100);
    }

    private static Optional<Instant> byForm(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String digits = (form.group(7) == null ? "" : form.group(7)) + "000000000";
        String offset = form.group(8) == null || form.group(8).equalsIgnoreCase("z") ? "Z" : form.group(8);
        try {
            return Optional.of(LocalDateTime.of(
                            number(form, 1),
                            number(form, 2),
                            number(form, 3),
                            number(form, 4),
                            number(form, 5),
                            form.group(6) == null ? 0 : number(form, 6),
                            Integer.parseInt(digits.substring(0, 9)))
                    .toInstant(ZoneOffset.of(offset)));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    private static int number(Matcher form, int group) {
        return Integer.parseInt(form.group(group));
    }

    private String written() {
        return "%04d-%02d-%02d%s%02d:%02d"
                        .formatted(
                                random.nextInt(10_000),
                                random.nextInt(14),
                                random.nextInt(33),
                                one("T", "T", "t", " ", "_"),
                                random.nextInt(25),
                                random.nextInt(61))
                + one(SECONDS)
                + one(FRACTIONS)
                + one(OFFSETS);
    }

    /** With a character changed, taken out, put in, or all behind it cut off. */
    private String spoiled(String text) {
        int at = random.nextInt(text.length());
        char odd = ODD.charAt(random.nextInt(ODD.length()));
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at) + odd + text.substring(at + 1);
            case 1 -> text.substring(0, at) + text.substring(at + 1);
            case 2 -> text.substring(0, at) + odd + text.substring(at);
            default -> text.substring(0, at);
        };
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
