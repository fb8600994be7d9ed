package dev.fhirgateway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CatalogReadingTest {
    @Test
    void relationship_definition_is_read_whole_and_written_as_it_was() throws IOException {
        // When
        RelationshipDefinition definition = RelationshipDefinition.read(
                        "works-at", Golden.json("relationship-definition.json"))
                .found()
                .orElseThrow();

        // Then
        assertThat(definition.from())
                .isEqualTo(new RelationshipDefinition.End("practitioner", "clinics", Cardinality.ZERO_TO_MANY));
        assertThat(Golden.text(definition.toJson())).isEqualTo(Golden.compact("relationship-definition.json"));
    }

    @Test
    void cardinality_of_an_end_is_understood_in_its_other_spelling() throws IOException {
        // Given
        ObjectNode body = (ObjectNode) Golden.json("relationship-definition.json");
        for (String end : List.of("from", "to")) {
            ObjectNode node = (ObjectNode) body.path(end);
            node.set("cardinality", node.remove("includeCardinality"));
        }

        // When
        RelationshipDefinition definition =
                RelationshipDefinition.read("works-at", body).found().orElseThrow();

        // Then
        assertThat(Golden.text(definition.toJson())).isEqualTo(Golden.compact("relationship-definition.json"));
    }

    @Test
    void all_that_is_wrong_with_a_relationship_definition_is_told_at_once() {
        assertThat(RelationshipDefinition.read("x", Golden.quoted("{'to':{'profileKey':'clinic'},'properties':[]}"))
                        .problems())
                .extracting(Problem::path)
                .containsExactly("from", "to.includeKey", "to.includeCardinality", "properties");
    }

    @Test
    void collection_is_read_whole_and_written_as_it_was() throws IOException {
        // When
        CollectionDefinition collection = CollectionDefinition.read("clinic", Golden.json("collection-definition.json"))
                .found()
                .orElseThrow();

        // Then
        assertThat(collection.profile().key()).isEqualTo("clinic");
        assertThat(collection.profile().kind()).isEqualTo(Profile.Kind.ROOT);
        assertThat(Golden.text(collection.toJson())).isEqualTo(Golden.compact("collection-definition.json"));
    }

    @Test
    void collection_of_files_cannot_be_defined() {
        assertThat(CollectionDefinition.read("c", Golden.quoted("{'type':'objects'}"))
                        .problems())
                .containsExactly(
                        new Problem("type", "is not one of resources, relationships"),
                        new Problem("profile", "is required"));
    }

    @Test
    void source_is_a_registry() {
        // Given
        Source source = new Source("clinic-north", Source.REGISTRY);

        // Then
        assertThat(Source.read("clinic-north", source.toJson())).isEqualTo(new Reading.Sound<>(source));
        assertThat(Source.read("clinic-north", Golden.quoted("{'type':'lake'}")).problems())
                .containsExactly(new Problem("type", "is not registry"));
    }

    @ParameterizedTest
    @EnumSource
    void cardinality_is_found_by_its_text_which_tells_its_bounds(Cardinality cardinality) {
        String max =
                cardinality.max().isPresent() ? String.valueOf(cardinality.max().getAsInt()) : "*";
        assertThat(cardinality.text()).isEqualTo(cardinality.min() + ":" + max);
        assertThat(Cardinality.ofText(cardinality.text())).contains(cardinality);
    }

    @Test
    void no_other_cardinality_is_known() {
        assertThat(Cardinality.ofText("2:*")).isEmpty();
    }

    @Test
    void nothing_is_faulty_without_a_problem() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Reading.Faulty<Profile>(List.of()));
    }
}
