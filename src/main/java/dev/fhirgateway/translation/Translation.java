package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.settings.SourceIdentifiers;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.RelationshipDraft;
import dev.fhirgateway.upsert.Translated;
import dev.fhirgateway.upsert.TranslatedBatch;
import dev.fhirgateway.upsert.Unmapped;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult.Rejected;
import dev.fhirgateway.upsert.ValidEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Turns a valid entry into the writes of its records, and the relationships that it asks for. Safe for use by many threads.
 *
 * <p>The mapping of the entry's type decides the registry type, the data and the contained records; added here, for
 * every type alike, are the registry id ({@link RegistryIdEscape}) and {@code meta.identifier}
 * ({@link MetaIdentifiers}). Numbers reach the payload as the nodes they were parsed to, so their digits stay as sent.
 */
public final class Translation {
    private static final String ENTRY_CHANGED = "the entry is changed";

    private final Mappings mappings;
    private final Payloads payloads;
    private final Map<Origin, OfBatch> byBatch = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * @param mappings what each FHIR type becomes
     * @param convention how the record points back to its FHIR id ({@code registry-side 14.11})
     */
    public Translation(Mappings mappings, SourceIdentifiers convention) {
        this(mappings, convention, HistoricalImport.OFF);
    }

    /**
     * @param mappings what each FHIR type becomes
     * @param convention how the record points back to its FHIR id ({@code registry-side 14.11})
     * @param history gives records the times of their source
     */
    public Translation(Mappings mappings, SourceIdentifiers convention, HistoricalImport history) {
        this.mappings = mappings;
        this.payloads = new Payloads(new MetaIdentifiers(convention), history);
    }

    /**
     * Gives a {@link Translated}, or a {@link Rejected} that says who has to act: {@link Blame#SOURCE_DATA} when
     * the entry uses a value that the registry keeps for itself, {@link Blame#MAPPING} when its type has no mapping
     * or the mapping did not work out. Bad data never makes it throw.
     */
    public EntryState translate(ValidEntry entry) {
        List<Problem> forbidden = ReservedValue.problemsIn(entry.resourceType(), entry.resource());
        if (!forbidden.isEmpty()) {
            return rejected(entry, Blame.SOURCE_DATA, forbidden, ENTRY_CHANGED);
        }
        if (!RegistryIdEscape.isFhirId(entry.id())) {
            String reason = "not a FHIR id: 1 to 64 of A-Z a-z 0-9 - .";
            Problem illegal = new Problem("value", entry.resourceType() + ".id", reason);
            return rejected(entry, Blame.SOURCE_DATA, List.of(illegal), ENTRY_CHANGED);
        }
        OfBatch batch = ofBatch(entry.entry().origin());
        return batch.mappings()
                .forType(entry.resourceType())
                .map(mapping -> map(entry, mapping, batch.constants()))
                .orElseGet(() -> rejected(entry, Blame.MAPPING, List.of(noMapping(entry)), "there is a mapping"));
    }

    /** All entries of a batch go by the mappings that its first entry met, whatever is edited meanwhile. */
    private OfBatch ofBatch(Origin batch) {
        return byBatch.computeIfAbsent(batch, first -> new OfBatch(mappings.current(), BatchConstants.of(batch)));
    }

    private record OfBatch(MappingSet mappings, BatchConstants constants) {}

    private EntryState map(ValidEntry entry, Mapping mapping, BatchConstants constants) {
        String id = RegistryIdEscape.encode(entry.id());
        MappingOutcome outcome = mapping.apply(entry.resource(), Mapping.variables(id, constants));
        if (outcome instanceof MappingOutcome.Failed failed) {
            Problem problem = new Problem("processing", entry.resourceType() + failed.element(), failed.reason());
            return rejected(entry, Blame.MAPPING, List.of(problem), "the mapping is mended");
        }
        return translated(entry, id, (MappingOutcome.Mapped) outcome, mapping.version());
    }

    private EntryState translated(ValidEntry entry, String id, MappingOutcome.Mapped mapped, String version) {
        List<RegistryCommand.PutResource> commands = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (MappedRecord record : mapped.records()) {
            RecordName name = new RecordName(record.type(), record.id() == null ? id : record.id());
            String sourceId = commands.isEmpty() ? entry.id() : name.id();
            ObjectNode payload = payloads.of(entry, record, sourceId, problems);
            commands.add(new RegistryCommand.PutResource(entry.entry(), name, payload));
        }
        if (!problems.isEmpty()) {
            return rejected(entry, Blame.SOURCE_DATA, problems, ENTRY_CHANGED);
        }
        RecordName self = commands.iterator().next().record();
        List<RelationshipDraft> drafts = new ArrayList<>();
        mapped.relationships().forEach(relationship -> drafts.add(relationship.draft(self)));
        return new Translated(entry.entry(), commands, drafts, version);
    }

    /** Counts what the mappings of a dry run did not carry; too dear for a batch that is sent. */
    public TranslatedBatch countUnmapped(TranslatedBatch batch) {
        Coverage coverage = new Coverage();
        for (EntryState state : batch.entries()) {
            if (state instanceof Translated translated) {
                coverage.add(coverage(translated.entry()));
            }
        }
        return new TranslatedBatch(batch.batch(), batch.entries(), unmapped(coverage));
    }

    /** What the mapping of an entry that it has translated does not carry; costs as much as some 30 translations. */
    public List<Unmapped> unmapped(UpsertEntry translated) {
        return unmapped(coverage(translated));
    }

    private static List<Unmapped> unmapped(Coverage coverage) {
        return coverage.gaps().stream()
                .map(gap -> new Unmapped(gap.path(), gap.count(), gap.of()))
                .toList();
    }

    private Coverage coverage(UpsertEntry entry) {
        ObjectNode resource =
                (ObjectNode) RegistryJson.parse(entry.original().toByteArray()).orElseThrow();
        ValidEntry valid = new ValidEntry(entry, resource);
        Mapping mapping =
                ofBatch(entry.origin()).mappings().forType(valid.resourceType()).orElseThrow();
        return MappingTrial.of(mapping, valid).coverage();
    }

    private Problem noMapping(ValidEntry entry) {
        String reason = "no working mapping for this type; it belongs in "
                + MappingFolder.displayName(entry.resourceType()) + ". Types that are taken: "
                + String.join(", ", ofBatch(entry.entry().origin()).mappings().types());
        return new Problem("not-supported", entry.resourceType(), reason);
    }

    /** @param helped what has to be before the entry can be sent again with more luck */
    private static Rejected rejected(ValidEntry entry, Blame blame, List<Problem> problems, String helped) {
        List<Problem> told = problems.stream()
                .map(problem -> new Problem(
                        problem.issueCode(),
                        problem.expression(),
                        problem.reason() + "; a resend helps once " + helped))
                .toList();
        return new Rejected(entry.entry(), blame, told);
    }
}
