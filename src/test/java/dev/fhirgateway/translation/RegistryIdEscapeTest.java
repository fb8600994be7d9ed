package dev.fhirgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryIdEscapeTest {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.";
    private static final Pattern REGISTRY_ID = Pattern.compile("[a-zA-Z0-9-][a-zA-Z0-9_-]{1,92}");

    @ParameterizedTest
    @ValueSource(strings = {"30405060", "7f3c1d9e-5b0a-4f7e-9a35-0c6f2d1b8e44", "-a", "--", "x-", "Ab", "x--a"})
    void leavesAnIdThatFitsAsItIs(String id) {
        assertThat(RegistryIdEscape.encode(id)).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.840, 1_2_840",
        "a., a_",
        "7, x__7",
        "-, x__-",
        "., x___",
        ".., x____",
        ".a, x___a",
        "x.a, x_a",
        "x.., x__x__",
        "x..a, x__x__a",
    })
    void escapesTheOthers(String id, String expected) {
        assertThat(RegistryIdEscape.encode(id)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void givesLegalIdsThatAllDifferAndLeadBack(List<String> ids) {
        Map<String, String> origins = new HashMap<>();
        for (String id : ids) {
            // When
            String encoded = RegistryIdEscape.encode(id);

            // Then
            assertThat(REGISTRY_ID.matcher(encoded).matches()).as(encoded).isTrue();
            assertThat(RegistryIdEscape.decode(encoded)).isEqualTo(id);
            assertThat(origins.getOrDefault(encoded, id)).as(encoded).isEqualTo(id);
            origins.put(encoded, id);
        }
    }

    static Stream<List<String>> ids() {
        return Stream.of(all(ALPHABET, 2), all("x.-", 8), random(ALPHABET), random("x.-0"), random("."));
    }

    @Test
    void theLongestFitsWithRoomToSpare() {
        assertThat(RegistryIdEscape.encode(".".repeat(64))).hasSize(67);
        assertThat(RegistryIdEscape.encode("a".repeat(64))).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a_b", "a b", "a/b", "é1", "ab\n"})
    void knowsWhatIsNoFhirId(String id) {
        assertThat(RegistryIdEscape.isFhirId(id)).isFalse();
        assertThatThrownBy(() -> RegistryIdEscape.encode(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIdOver64CharactersIsNoFhirId() {
        assertThat(RegistryIdEscape.isFhirId("a".repeat(65))).isFalse();
    }

    /** Every id of up to {@code length} of the letters. */
    private static List<String> all(String letters, int length) {
        List<String> ids = new ArrayList<>();
        List<String> last = List.of("");
        for (int i = 0; i < length; i++) {
            List<String> longer = new ArrayList<>();
            last.forEach(id -> letters.chars().forEach(letter -> longer.add(id + (char) letter)));
            ids.addAll(longer);
            last = longer;
        }
        return ids;
    }

    /** A hundred ids of each length, always the same ones. */
    private static List<String> random(String letters) {
        Random random = new Random(20260101);
        List<String> ids = new ArrayList<>();
        for (int length = 1; length <= 64; length++) {
            for (int i = 0; i < 100; i++) {
                StringBuilder id = new StringBuilder();
                random.ints(length, 0, letters.length()).forEach(at -> id.append(letters.charAt(at)));
                ids.add(id.toString());
            }
        }
        return ids;
    }
}
