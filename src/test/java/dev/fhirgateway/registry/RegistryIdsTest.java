package dev.fhirgateway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryIdsTest {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    static Stream<String> legalIds() {
        return Stream.of("12", "-a", "a_", "4f1c1c9e-7a1b-4d1e-9d57-0d5a8f2f6c11", "x".repeat(93));
    }

    static Stream<String> illegalIds() {
        return Stream.of("", "1", "_a", "a.b", "a b", "a/b", "ab\n", "aé", "٣٤", "x".repeat(94), "@rootId");
    }

    @ParameterizedTest
    @MethodSource("legalIds")
    void ids_of_the_registrys_form_are_legal(String id) {
        assertThat(RegistryId.isLegal(id)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("illegalIds")
    void other_ids_are_not(String id) {
        assertThat(RegistryId.isLegal(id)).isFalse();
    }

    @Test
    void source_keys_have_one_to_sixty_two_characters() {
        assertThat(SourceKey.isLegal("a")).isTrue();
        assertThat(SourceKey.isLegal("-north_2")).isTrue();
        assertThat(SourceKey.isLegal("x".repeat(62))).isTrue();
        assertThat(SourceKey.isLegal("x".repeat(63))).isFalse();
        assertThat(SourceKey.isLegal("_a")).isFalse();
        assertThat(SourceKey.isLegal("a.b")).isFalse();
        assertThat(SourceKey.isLegal("")).isFalse();
    }

    @Test
    void keys_of_the_catalog_have_the_form_of_source_keys() {
        assertThat(CatalogKey.isLegal("treated-at")).isTrue();
        assertThat(CatalogKey.isLegal("treated.at")).isFalse();
    }

    @Test
    void published_task_id_is_encoded_from_its_parts() {
        // Given an id whose task was received at 2025-05-06 11:47:51 UTC
        String published = "2wil2vg5uqi08x1aet097gLW8DO";
        byte[] parts = decode(published);

        // When
        String encoded = Ksuid.encode(Instant.parse("2025-05-06T11:47:51Z"), Arrays.copyOfRange(parts, 4, 20));

        // Then
        assertThat(encoded).isEqualTo(published);
    }

    @Test
    void lowest_and_highest_parts_give_the_ends_of_the_range() {
        // Given
        byte[] ones = new byte[16];
        Arrays.fill(ones, (byte) 0xff);

        // Then
        assertThat(Ksuid.encode(Instant.ofEpochSecond(1_400_000_000L), new byte[16]))
                .isEqualTo("0".repeat(27));
        assertThat(Ksuid.encode(Instant.ofEpochSecond(1_400_000_000L + 0xffffffffL), ones))
                .isEqualTo("aWgEPTl1tmebfsQzFP4bxwgy80V");
    }

    @Test
    void later_ids_sort_after_earlier_ones_and_none_comes_twice() {
        // Given
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        Set<String> seen = new HashSet<>();

        // When
        String[] ids = IntStream.range(0, 2_000)
                .mapToObj(second -> Ksuid.next(start.plusSeconds(second)))
                .peek(seen::add)
                .toArray(String[]::new);

        // Then
        assertThat(ids).isSorted().allMatch(RegistryId::isLegal).allMatch(id -> id.length() == 27);
        assertThat(seen).hasSize(ids.length);
    }

    @ParameterizedTest
    @EnumSource
    void task_id_is_a_prefix_and_a_ksuid(TaskId kind) {
        assertThat(kind.next(Instant.EPOCH.plusSeconds(1_700_000_000L))).matches("(s|bk|bd|pg)_[0-9A-Za-z]{27}");
    }

    @ParameterizedTest
    @EnumSource
    void kind_of_task_shows_in_its_id(TaskId kind) {
        assertThat(TaskId.kindOf(kind.next(Instant.EPOCH.plusSeconds(1_700_000_000L))))
                .contains(kind);
    }

    @ParameterizedTest
    @CsvSource({"s_2wPr, s_2wPr", "bk_2wPr, 2wPr", "bd_2wPr, 2wPr", "pg_2wPr, purge:2wPr", "2wPr, 2wPr"})
    void deprecated_task_ids_are_bare_or_begin_with_the_word_purge(String current, String deprecated) {
        assertThat(TaskId.deprecated(current)).isEqualTo(deprecated);
    }

    @ParameterizedTest
    @CsvSource({
        "s_2wPr, s_2wPr, SINGLE",
        "bk_2wPr, bk_2wPr, BULK",
        "pg_2wPr, pg_2wPr, PURGE",
        "purge:2wPr, pg_2wPr, PURGE",
        "2wPr, bk_2wPr bd_2wPr,"
    })
    void task_id_of_any_form_leads_to_the_current_one(String id, String current, TaskId kind) {
        assertThat(TaskId.currentForms(id)).containsExactly(current.split(" "));
        assertThat(TaskId.kindOf(id)).isEqualTo(Optional.ofNullable(kind));
    }

    private static byte[] decode(String ksuid) {
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < ksuid.length(); i++) {
            number = number.multiply(BigInteger.valueOf(62)).add(BigInteger.valueOf(DIGITS.indexOf(ksuid.charAt(i))));
        }
        byte[] bytes = number.toByteArray();
        byte[] parts = new byte[20];
        int length = Math.min(bytes.length, 20);
        System.arraycopy(bytes, bytes.length - length, parts, 20 - length, length);
        return parts;
    }
}
