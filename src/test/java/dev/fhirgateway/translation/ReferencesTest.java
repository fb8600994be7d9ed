package dev.fhirgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.settings.SourceIdentifiers;
import dev.fhirgateway.upsert.PlannedBatch;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.RegistryCommand.PutResource;
import dev.fhirgateway.upsert.RelationshipDraft;
import dev.fhirgateway.upsert.Translated;
import dev.fhirgateway.upsert.TranslatedBatch;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReferencesTest {
    private final References references = new References(Set.of(), SourceIdentifiers.CURRENT);

    @Test
    void theLaterOfTwoDraftsBetweenTheSameRecordsCounts() {
        // When
        PlannedBatch planned = plan(entry(
                0,
                "{'resourceType':'Encounter','id':'e-1'}",
                draft("Patient/p-1", null, "{'n':1}"),
                draft("Patient/p-1", null, "{'n':2}"),
                draft("Patient/p-2", null, null)));

        // Then
        assertThat(planned.relationships())
                .extracting(command -> command.record().id() + command.payload().path("data"))
                .containsExactly("e-1.p-1{\"n\":2}", "e-1.p-2");
    }

    @Test
    void ofARecordThatComesTwiceTheLastVersionHasTheSay() {
        // When
        PlannedBatch planned = plan(
                entry(1, "{'resourceType':'Encounter','id':'e-1'}", draft("Patient/new", null, null)),
                entry(0, "{'resourceType':'Encounter','id':'e-1'}", draft("Patient/old", null, null)));

        // Then
        assertThat(planned.relationships())
                .extracting(command -> command.record().id())
                .containsExactly("e-1.new");
    }

    @Test
    void aTypeNamesWhatIsNotInTheBatchAndNotWhatIs() {
        // When
        PlannedBatch planned = plan(
                entry(0, "{'resourceType':'Encounter','id':'e-1'}", draft("Practitioner/a.b", "doctor", null)),
                entry(1, "{'resourceType':'Encounter','id':'e-2'}", draft("Patient/p-1", "person", null)),
                entry(2, "{'resourceType':'Patient','id':'p-1'}"));

        // Then
        assertThat(planned.relationships())
                .extracting(command -> command.payload().at("/to").toString())
                .containsExactly("{\"id\":\"a_b\",\"type\":\"doctor\"}", "{\"id\":\"p-1\",\"type\":\"patient\"}");
    }

    @Test
    void aTypeTellsWhichOfSeveralMatchesIsMeant() {
        // Given
        String identifier = ",'identifier':[{'system':'urn:s','value':'7'}]}";
        Translated patient = entry(0, "{'resourceType':'Patient','id':'same'" + identifier);
        Translated person = entry(1, "{'resourceType':'Person','id':'same'" + identifier);
        ObjectNode byIdentifier = object("{'identifier':{'system':'urn:s','value':'7'}}");

        // When
        PlannedBatch planned = plan(
                patient,
                person,
                entry(
                        2,
                        "{'resourceType':'Encounter','id':'e-1'}",
                        draft("urn:uuid:same", "person", null),
                        new RelationshipDraft(
                                "byIdentifier", from(2), new RelationshipDraft.Referred(byIdentifier, "patient"), null),
                        draft("urn:uuid:same", null, null)));

        // Then
        assertThat(planned.relationships())
                .extracting(command -> command.payload().at("/to/type").asText())
                .containsExactly("person", "patient");
        assertThat(planned.unresolved())
                .extracting(unresolved -> unresolved.problem().reason())
                .containsExactly("relationship about was not made: this batch stored 2 resources with this id;"
                        + " a resend helps once it is one");
    }

    private PlannedBatch plan(Translated... entries) {
        UpsertEntry[] ordered = new UpsertEntry[entries.length];
        Arrays.stream(entries).forEach(entry -> ordered[entry.entry().index()] = entry.entry());
        UpsertBatch batch = new UpsertBatch(ordered[0].origin(), Preference.DRY_RUN, List.of(ordered));
        return references.plan(new TranslatedBatch(batch, List.of(entries)));
    }

    private static Translated entry(int index, String resource, RelationshipDraft... drafts) {
        UpsertEntry found = Entries.of(resource.replace('\'', '"')).entry();
        UpsertEntry entry =
                new UpsertEntry(found.origin(), index, found.original(), found.resourceType(), found.id(), List.of());
        String type = entry.resourceType().substring(0, 1).toLowerCase(Locale.ROOT)
                + entry.resourceType().substring(1);
        RecordName record = new RecordName(type, entry.id());
        List<RelationshipDraft> own = Arrays.stream(drafts)
                .map(draft -> new RelationshipDraft(
                        draft.type(), new RelationshipDraft.Known(record), draft.to(), draft.data()))
                .toList();
        return new Translated(entry, List.of(new PutResource(entry, record, object("{}"))), own, "v1");
    }

    private static RelationshipDraft draft(String reference, String type, String data) {
        return new RelationshipDraft(
                "about",
                from(0),
                new RelationshipDraft.Referred(object("{'reference':'" + reference + "'}"), type),
                data == null ? null : object(data));
    }

    /** Put in its place by {@link #entry}. */
    private static RelationshipDraft.End from(int entry) {
        return new RelationshipDraft.Known(new RecordName("encounter", "entry-" + entry));
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) Entries.tree(json.replace('\'', '"'));
    }
}
