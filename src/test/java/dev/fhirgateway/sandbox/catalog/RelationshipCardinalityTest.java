package dev.fhirgateway.sandbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelationshipCardinalityTest {
    @ParameterizedTest
    @CsvSource({
        "0:*, 0:*, 9, 9, ''",
        "1:*, 1:*, 0, 0, ''",
        "0:1, 0:*, 0, 9, ''",
        "0:1, 0:*, 1, 0, from",
        "0:*, 1:1, 9, 0, ''",
        "0:*, 1:1, 9, 1, to",
        "1:1, 0:1, 1, 1, 'from,to'",
    })
    void oneMoreNeedsRoomAtBothEnds(String from, String to, int atFrom, int atTo, String full) {
        assertThat(RelationshipCardinality.oneMore(Shapes.worksAt(from, to), () -> atFrom, () -> atTo).stream()
                        .map(Violation::path))
                .containsExactly(full.isEmpty() ? new String[0] : full.split(","));
    }

    @Test
    void whereAnyNumberIsAllowedNobodyCounts() {
        // Given
        IntSupplier count = () -> {
            throw new AssertionError("was counted");
        };

        // Then
        assertThat(RelationshipCardinality.oneMore(Shapes.worksAt("1:*", "0:*"), count, count))
                .isEmpty();
    }

    @Test
    void theReasonTellsWhatIsAllowed() {
        assertThat(Shapes.told(RelationshipCardinality.oneMore(Shapes.worksAt("0:1", "0:*"), () -> 1, () -> 0)))
                .containsExactly("CARDINALITY from: has a relationship of this type already, where 0:1 are allowed");
    }
}
