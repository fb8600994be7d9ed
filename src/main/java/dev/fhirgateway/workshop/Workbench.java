package dev.fhirgateway.workshop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fhirgateway.intake.Intake;
import dev.fhirgateway.settings.IntakeSettings;
import dev.fhirgateway.settings.SourceIdentifiers;
import dev.fhirgateway.translation.Coverage;
import dev.fhirgateway.translation.Mapping;
import dev.fhirgateway.translation.MappingSet;
import dev.fhirgateway.translation.MappingTrial;
import dev.fhirgateway.translation.Mappings;
import dev.fhirgateway.translation.Translation;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertRequest.Framing;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import dev.fhirgateway.upsert.UpsertResult;
import dev.fhirgateway.upsert.ValidEntry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes resources the way that the gateway does, up to the call to the registry: intake, mapping, translation. */
final class Workbench {
    private static final long ANY_SIZE = 1L << 40;
    private static final int ANY_NUMBER = 10_000_000;

    /** In bytes: how much white space, or a byte order mark, may stand before the first bracket. */
    private static final int LONGEST_START = 4096;

    private final MappingSet mappings;
    private final Intake intake;
    private final Translation translation;
    private final String sourceKey;

    /**
     * @param mappings what each type becomes
     * @param convention how a record points back to its FHIR id
     * @param limits what one entry may hold; how much a file holds is not limited
     * @param sourceKey the registry source to write to
     */
    Workbench(MappingSet mappings, SourceIdentifiers convention, IntakeSettings limits, String sourceKey) {
        this.mappings = mappings;
        this.intake = new Intake(
                new IntakeSettings(ANY_SIZE, ANY_NUMBER, limits.maxEntryBytes(), limits.maxDepth()),
                Duration.ZERO,
                Clock.systemUTC());
        this.translation = new Translation(Mappings.fixed(mappings), convention);
        this.sourceKey = sourceKey;
    }

    /**
     * The resources in {@code body}: one, a JSON array of them, or one a line.
     *
     * @throws RequestRefused when it is none of these; tells why
     */
    List<UpsertEntry> entries(InputStream body) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(body);
        Framing framing = startsWithBracket(buffered) ? Framing.JSON_ARRAY : Framing.NDJSON;
        return intake.read(new UpsertRequest(sourceKey, buffered, framing, false, Preference.REPRESENTATION))
                .entries();
    }

    private static boolean startsWithBracket(BufferedInputStream body) throws IOException {
        body.mark(LONGEST_START);
        int first = body.read();
        for (int i = 1; i < LONGEST_START && first >= 0 && first != '[' && first != '{'; i++) {
            first = body.read();
        }
        body.reset();
        return first == '[';
    }

    /** What becomes of one resource; what its mapping does not carry is added to {@code coverage}. */
    Piece piece(UpsertEntry entry, Coverage coverage) {
        EntryState checked = intake.check(entry);
        if (!(checked instanceof ValidEntry valid)) {
            return failed(checked, entry, Optional.empty());
        }
        Optional<Mapping> mapping = mappings.forType(valid.resourceType());
        EntryState translated = translation.translate(valid);
        if (mapping.isEmpty() || !(translated instanceof RegistryCommand command)) {
            return failed(translated, entry, mapping);
        }
        MappingTrial trial = MappingTrial.of(mapping.get(), valid);
        coverage.add(trial.coverage());
        JsonNode output = trial.output().orElseThrow();
        return new Piece(entry, mapping, output, Write.of(command, output), Optional.empty(), List.of());
    }

    private static Piece failed(EntryState state, UpsertEntry entry, Optional<Mapping> mapping) {
        if (state instanceof UpsertResult.Rejected rejected) {
            return new Piece(
                    entry,
                    mapping,
                    MissingNode.getInstance(),
                    List.of(),
                    Optional.of(rejected.blame()),
                    rejected.problems());
        }
        throw new IllegalStateException("intake and translation reject, and nothing else");
    }

    /** All of a type, or of any. */
    static List<UpsertEntry> ofType(List<UpsertEntry> entries, Optional<String> type) {
        List<UpsertEntry> wanted = new ArrayList<>(entries);
        type.ifPresent(name -> wanted.removeIf(entry -> !name.equals(entry.resourceType())));
        return wanted;
    }
}
