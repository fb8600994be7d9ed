package dev.fhirgateway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetadataRulesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration SKEW = Duration.ofSeconds(5);

    @Test
    void metadata_with_nothing_in_it_breaks_no_rule() {
        assertThat(violations(ResourceMeta.NONE)).isEmpty();
    }

    @Test
    void created_and_updated_at_one_moment_and_within_the_skew_are_fine() {
        assertThat(violations(dates(NOW.plusSeconds(5), NOW.plusSeconds(5)))).isEmpty();
    }

    @Test
    void updated_needs_created() {
        assertThat(violations(dates(null, NOW)))
                .extracting(MetadataViolation::rule)
                .containsExactly(MetadataRule.UPDATED_WITHOUT_CREATED);
    }

    @Test
    void updated_is_not_before_created() {
        assertThat(violations(dates(NOW, NOW.minusMillis(1))))
                .extracting(MetadataViolation::rule)
                .containsExactly(MetadataRule.UPDATED_BEFORE_CREATED);
    }

    @Test
    void neither_date_is_in_the_future() {
        // Given
        Instant future = NOW.plusSeconds(5).plusMillis(1);

        // Then
        assertThat(violations(dates(future, future)))
                .extracting(MetadataViolation::rule, MetadataViolation::element)
                .containsExactly(
                        tuple(MetadataRule.IN_THE_FUTURE, "meta.createdAt"),
                        tuple(MetadataRule.IN_THE_FUTURE, "meta.updatedAt"));
    }

    @Test
    void same_system_use_and_value_is_a_repetition_whatever_else_differs() {
        // Given
        Period period = new Period(null, "2020", null);

        // When
        List<MetadataViolation> violations = violations(identifiers(
                new Identifier("a", "urn:s", "1", "usual", null),
                new Identifier("b", "urn:s", "1", "usual", period),
                new Identifier("c", "urn:s", "1", "old", null),
                new Identifier("d", null, "1", "usual", null),
                new Identifier("e", null, "1", "usual", null)));

        // Then
        assertThat(violations)
                .extracting(MetadataViolation::rule, MetadataViolation::element)
                .containsExactly(
                        tuple(MetadataRule.IDENTIFIER_REPEATED, "meta.identifier[1]"),
                        tuple(MetadataRule.IDENTIFIER_REPEATED, "meta.identifier[4]"));
    }

    @Test
    void source_is_reserved_as_use_and_mdm_as_system_but_not_the_other_way_round() {
        // When
        List<MetadataViolation> violations = violations(identifiers(
                new Identifier(null, "urn:s", "1", "source", null),
                new Identifier(null, "mdm", "1", "old", null),
                new Identifier(null, "source", "1", "clinic-north.patient", null),
                new Identifier(null, "urn:s", "1", "mdm", null)));

        // Then
        assertThat(violations)
                .extracting(MetadataViolation::rule, MetadataViolation::element)
                .containsExactly(
                        tuple(MetadataRule.RESERVED_USE, "meta.identifier[0].use"),
                        tuple(MetadataRule.RESERVED_SYSTEM, "meta.identifier[1].system"));
    }

    @Test
    void all_broken_rules_are_told_at_once_and_no_value_with_them() {
        // Given
        Identifier bad = new Identifier(null, "mdm", "Zzmarker", "source", null);
        Instant future = NOW.plusSeconds(60);

        // When
        List<MetadataViolation> violations =
                violations(new ResourceMeta(future.plusSeconds(1), future, null, List.of(bad, bad)));

        // Then
        assertThat(violations)
                .extracting(MetadataViolation::rule)
                .containsOnly(
                        MetadataRule.UPDATED_BEFORE_CREATED,
                        MetadataRule.IN_THE_FUTURE,
                        MetadataRule.IDENTIFIER_REPEATED,
                        MetadataRule.RESERVED_USE,
                        MetadataRule.RESERVED_SYSTEM)
                .hasSize(8);
        assertThat(violations.toString()).doesNotContain("Zzmarker");
    }

    private static List<MetadataViolation> violations(ResourceMeta meta) {
        return MetadataRules.violations(meta, NOW, SKEW);
    }

    private static ResourceMeta dates(@Nullable Instant created, @Nullable Instant updated) {
        return new ResourceMeta(created, updated, null, List.of());
    }

    private static ResourceMeta identifiers(Identifier... identifiers) {
        return new ResourceMeta(null, null, null, List.of(identifiers));
    }
}
