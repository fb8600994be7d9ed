package dev.fhirgateway.workshop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fhirgateway.delivery.Plan;
import dev.fhirgateway.intake.Intake;
import dev.fhirgateway.intake.ResourceStream;
import dev.fhirgateway.settings.GatewaySettings;
import dev.fhirgateway.settings.IntakeSettings;
import dev.fhirgateway.settings.SourceIdentifiers;
import dev.fhirgateway.translation.Coverage;
import dev.fhirgateway.translation.HistoricalImport;
import dev.fhirgateway.translation.Mapping;
import dev.fhirgateway.translation.MappingSet;
import dev.fhirgateway.translation.MappingTrial;
import dev.fhirgateway.translation.Mappings;
import dev.fhirgateway.translation.References;
import dev.fhirgateway.translation.Translation;
import dev.fhirgateway.upsert.DryRun;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.TranslatedBatch;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import dev.fhirgateway.upsert.ValidEntry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes resources the way that a dry run of the gateway does, and has a closer look at what their mappings do. */
final class Workbench {
    private static final IntakeSettings DEFAULT_LIMITS = new IntakeSettings(1L << 30, 1000, 1 << 20, 64);
    private static final long ANY_SIZE = 1L << 40;
    private static final int ANY_NUMBER = 10_000_000;

    private final MappingSet mappings;
    private final Intake intake;
    private final Translation translation;
    private final References references;
    private final String sourceKey;

    private Workbench(
            MappingSet mappings,
            IntakeSettings limits,
            Translation translation,
            References references,
            String sourceKey) {
        this.mappings = mappings;
        this.intake = new Intake(
                new IntakeSettings(ANY_SIZE, ANY_NUMBER, limits.maxEntryBytes(), limits.maxDepth()),
                Duration.ofDays(1),
                Clock.systemUTC());
        this.translation = translation;
        this.references = references;
        this.sourceKey = sourceKey;
    }

    /**
     * As a gateway with these settings would do it; but how much a file holds is not limited.
     *
     * @param mappings what each type becomes
     * @param sourceKey the registry source to write to
     */
    static Workbench of(MappingSet mappings, GatewaySettings settings, String sourceKey) {
        HistoricalImport history = new HistoricalImport(settings.historicalImport(), Clock.systemUTC());
        return new Workbench(
                mappings,
                settings.intake(),
                new Translation(Mappings.fixed(mappings), settings.sourceIdentifiers(), history),
                new References(settings.knownBases(), settings.sourceIdentifiers()),
                sourceKey);
    }

    /** Where only the mappings count. */
    static Workbench plain(MappingSet mappings, String sourceKey) {
        return new Workbench(
                mappings,
                DEFAULT_LIMITS,
                new Translation(Mappings.fixed(mappings), SourceIdentifiers.CURRENT),
                new References(Set.of(), SourceIdentifiers.CURRENT),
                sourceKey);
    }

    /**
     * The resources in {@code body}: one, a JSON array of them, or one a line.
     *
     * @throws RequestRefused when it is none of these; tells why
     */
    UpsertBatch batch(InputStream body) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(body);
        return intake.read(new UpsertRequest(
                "workshop", sourceKey, buffered, ResourceStream.framing(buffered), false, Preference.REPRESENTATION));
    }

    /**
     * What becomes of the resources of a batch.
     *
     * @param type that of the resources to look at; empty for all
     * @param coverage what their mappings do not carry is added to it
     */
    List<Piece> pieces(UpsertBatch batch, Optional<String> type, Coverage coverage) {
        List<EntryState> states = new ArrayList<>();
        Map<Integer, ValidEntry> valid = new HashMap<>();
        for (UpsertEntry entry : batch.entries()) {
            if (type.isEmpty() || type.get().equals(entry.resourceType())) {
                EntryState checked = intake.check(entry);
                if (checked instanceof ValidEntry resource) {
                    valid.put(entry.index(), resource);
                    checked = translation.translate(resource);
                }
                states.add(checked);
            }
        }
        DryRun run = new Plan().of(references.plan(new TranslatedBatch(batch, states)));
        return run.entries().stream()
                .map(entry ->
                        piece(entry, Optional.ofNullable(valid.get(entry.entry().index())), coverage))
                .toList();
    }

    private Piece piece(DryRun.Entry plan, Optional<ValidEntry> resource, Coverage coverage) {
        Optional<Mapping> mapping = resource.flatMap(entry -> mappings.forType(entry.resourceType()));
        if (mapping.isEmpty() || plan instanceof DryRun.Refused) {
            return new Piece(mapping, MissingNode.getInstance(), plan);
        }
        MappingTrial trial = MappingTrial.of(mapping.get(), resource.get());
        coverage.add(trial.coverage());
        JsonNode output = trial.output().orElseGet(MissingNode::getInstance);
        return new Piece(mapping, output, plan);
    }
}
