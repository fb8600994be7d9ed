package dev.fhirgateway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainedPathTest {
    private static final RecordRef ROOT = new RecordRef("clin-34", "clinic");

    @Test
    void path_tells_key_id_parent_and_both_spellings() {
        // Given
        ContainedPath badge = path("staff/nurse-1/badge/b-7");

        // Then
        assertThat(badge.containKey()).isEqualTo("badge");
        assertThat(badge.id()).contains("b-7");
        assertThat(badge.parent()).contains(path("staff/nurse-1"));
        assertThat(path("staff/nurse-1").parent()).isEmpty();
        assertThat(badge.segments()).containsExactly("staff", "nurse-1", "badge", "b-7");
        assertThat(badge.inBody(ROOT)).isEqualTo("clinic/clin-34/staff/nurse-1/badge/b-7");
    }

    @Test
    void path_that_ends_at_a_key_names_no_resource_until_it_gets_an_id() {
        // Given
        ContainedPath key = path("staff/nurse-1/badge");

        // Then
        assertThat(key.id()).isEmpty();
        assertThat(key.parent()).contains(path("staff/nurse-1"));
        assertThat(key.withId("b-7")).isEqualTo(path("staff/nurse-1/badge/b-7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/", "/a", "a//b", "k/1/k/2/k/3/k/4/k/5/k/6/k/7/k/8/k"})
    void path_with_an_empty_part_or_too_many_levels_is_refused(String text) {
        assertThat(ContainedPath.parse(text).problems())
                .extracting(Problem::path)
                .containsExactly("nestedContainsPath");
    }

    @Test
    void path_cannot_be_made_with_parts_that_would_read_as_others() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ContainedPath.Step("a/b", null));
        assertThatIllegalArgumentException().isThrownBy(() -> new ContainedPath.Step("a", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new ContainedPath(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ContainedPath(
                        List.of(new ContainedPath.Step("a", null), new ContainedPath.Step("b", null))));
    }

    @Test
    void what_a_log_could_show_holds_no_id() {
        assertThat(path("staff/nurse-1")).asString().doesNotContain("nurse-1");
    }

    private static ContainedPath path(String text) {
        return ContainedPath.parse(text).found().orElseThrow();
    }
}
