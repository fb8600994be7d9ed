package dev.fhirgateway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelationshipIdTest {
    /** Legal ids, the letters of identifier notation's neighbours, control characters, and letters beyond ASCII. */
    private static final String ALPHABET = "abcXYZ0129-_@/ %\n\u0000é٣";

    private static Stream<RelationshipId> any() {
        Random random = new Random(20_261_122L);
        return Stream.generate(() -> new RelationshipId(text(random), text(random)))
                .limit(500);
    }

    @Test
    void every_form_is_read_as_what_was_written() {
        assertThat(any()).allSatisfy(id -> {
            assertThat(RelationshipId.parse(id.text())).contains(id);
            assertThat(RelationshipId.parse(id.legacyShort())).contains(id);
            assertThat(RelationshipId.parse(id.legacyLong("practitioner", "clinic")))
                    .contains(id);
        });
    }

    @Test
    void source_identifiers_of_both_conventions_lead_back() {
        assertThat(any()).allSatisfy(id -> {
            SourceIdentifier expected = new SourceIdentifier("clinic-north", "works-at", id.text());
            assertThat(SourceIdentifier.parse(SourceIdentifier.current("clinic-north", "works-at", id)))
                    .contains(expected);
            assertThat(SourceIdentifier.parse(SourceIdentifier.legacy("clinic-north", "works-at", id)))
                    .contains(expected);
        });
    }

    @Test
    void forms_are_those_of_the_registry() {
        // Given
        RelationshipId id = new RelationshipId("prac-12", "clin-34");

        // Then
        assertThat(id.text()).isEqualTo("prac-12.clin-34");
        assertThat(id.legacyShort()).isEqualTo("prac-12,clin-34");
        assertThat(id.legacyLong("practitioner", "clinic")).isEqualTo("practitioner.prac-12,clinic.clin-34");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ",",
                "a",
                "a.",
                ".b",
                "a,",
                ",b",
                "a.b.c",
                "a,b,c",
                "t.a,b",
                "a,t.b",
                "t.a,t.b,t.c",
                "t.a.x,t.b",
                "source:123:clinic-north.clinic",
                "source:a.b:clinic-north.works-at",
            })
    void other_texts_are_no_ids(String text) {
        assertThat(RelationshipId.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a,b", "a:b"})
    void end_that_could_not_be_read_back_is_refused(String end) {
        assertThat(RelationshipId.canJoin(end)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new RelationshipId(end, "ab"));
        assertThatIllegalArgumentException().isThrownBy(() -> new RelationshipId("ab", end));
    }

    private static String text(Random random) {
        return random.ints(1 + random.nextInt(12), 0, ALPHABET.length())
                .mapToObj(i -> String.valueOf(ALPHABET.charAt(i)))
                .collect(Collectors.joining());
    }
}
