package dev.fhirgateway.sandbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.Source;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordGateTest {
    private static final ObjectNode NOTHING = Shapes.json("{}");

    private final Catalog catalog = new Catalog(false);
    private final RecordGate gate = new RecordGate(catalog);
    private final Catalog strict = new Catalog(true);
    private final RecordGate strictGate = new RecordGate(strict);

    @Test
    void aTypeWithoutAProfileTakesAnythingAndMakesTheSource() {
        assertThat(gate.refusal("clinic", "patient", Shapes.json("{'any':[1,null]}"), Shapes.json("{'x':[]}")))
                .isEmpty();
        assertThat(gate.refusalOfRelationship("clinic", "knows", "a", "b", Shapes.json("{'any':1}")))
                .isEmpty();
        assertThat(catalog.source("clinic")).isPresent();
    }

    @Test
    void aStrictCatalogKnowsNoSourceAndNoTypeThatNobodyMade() {
        assertNotFound(strictGate.refusal("clinic", "patient", NOTHING, NOTHING), "source");
        assertNotFound(strictGate.refusalOfRelationshipType("clinic", "worksAt"), "source");
        strict.putSource(new Source("clinic", Source.REGISTRY));
        assertNotFound(strictGate.refusalOfType("clinic", "patient"), "resource type");
        assertNotFound(strictGate.refusalOfRelationship("clinic", "worksAt", "a", "b", NOTHING), "relationship type");
        strict.putProfile("clinic", Shapes.patient("{}"));
        assertThat(strictGate.refusal("clinic", "patient", NOTHING, NOTHING)).isEmpty();
    }

    @Test
    void aRecordIsHeldAgainstTheProfileOfTheMoment() {
        // Given
        catalog.putProfile("clinic", Shapes.patient("{'born':{'type':'date'}}"));
        ObjectNode data = Shapes.json("{'born':'2023-02-30','nick':'x'}");

        // When
        RegistryError error = gate.refusal("clinic", "patient", data, NOTHING).orElseThrow();

        // Then
        assertThat(error.type()).isEqualTo(ErrorType.INVALID_ARGUMENT);
        assertThat(Shapes.details(error))
                .containsExactly(
                        "nick: is not a property of the profile",
                        "born: is not a date: a year, a month or a day of the calendar");
        assertThat(gate.refusal("other", "patient", data, NOTHING)).isEmpty();
        catalog.putProfile("clinic", Shapes.patient("{'born':{'type':'symbol'},'nick':{'type':'symbol'}}"));
        assertThat(gate.refusal("clinic", "patient", data, NOTHING)).isEmpty();
    }

    @Test
    void containedRecordsAreHeldAgainstTheProfilesOfTheSameSource() {
        // Given
        catalog.putProfile("clinic", Shapes.contained("ward", "{'beds':{'type':'integer'}}"));
        catalog.putProfile("clinic", Shapes.containing("hospital", "ward"));

        // Then
        assertThat(gate.refusal(
                        "clinic",
                        "hospital",
                        NOTHING,
                        Shapes.json("{'it':[{'id':'w1','type':'ward','data':{'beds':'x'}}]}")))
                .get()
                .extracting(Shapes::details)
                .asString()
                .contains("contained.it[0].data.beds: is not a whole number of at most 64 bits");
    }

    @Test
    void aContainedTypeDoesNotStandOnItsOwn() {
        // Given
        catalog.putProfile("clinic", Shapes.contained("ward", "{}"));

        // Then
        assertThat(Shapes.details(
                        gate.refusal("clinic", "ward", NOTHING, NOTHING).orElseThrow()))
                .containsExactly("resourceType: is a contained type, which stands only in another record");
    }

    @Test
    void aRelationshipFitsItsDefinition() {
        // Given
        catalog.putDefinition("clinic", Shapes.worksAt("0:*", "0:*"));

        // Then
        assertThat(gate.refusalOfRelationship("clinic", "worksAt", "provider", "office", Shapes.json("{'role':'md'}")))
                .isEmpty();
        assertThat(Shapes.details(
                        gate.refusalOfRelationship("clinic", "worksAt", "office", "ward", Shapes.json("{'role':7}"))
                                .orElseThrow()))
                .containsExactly(
                        "from.type: is not provider",
                        "to.type: is not office",
                        "role: is not a code: text without space at its ends, single spaces within");
    }

    private static void assertNotFound(Optional<RegistryError> error, String what) {
        assertThat(error).contains(RegistryError.of(ErrorType.NOT_FOUND, "there is no such " + what));
    }
}
