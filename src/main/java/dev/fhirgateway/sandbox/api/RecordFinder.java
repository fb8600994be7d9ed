package dev.fhirgateway.sandbox.api;

import dev.fhirgateway.registry.Identifier;
import dev.fhirgateway.registry.IdentifierNotation;
import dev.fhirgateway.registry.RegistryResource;
import dev.fhirgateway.registry.Relationship;
import dev.fhirgateway.registry.RelationshipId;
import dev.fhirgateway.registry.SourceIdentifier;
import dev.fhirgateway.sandbox.record.RecordKey;
import dev.fhirgateway.sandbox.record.RelationshipStore;
import dev.fhirgateway.sandbox.record.ResourceStore;
import java.util.List;
import java.util.Optional;

/**
 * Finds records by what stands in the place of an id: an id, or the notation of an identifier ({@code registry-side 9}).
 * The identifier that leads back to the source is understood in both of its conventions ({@code source 004}), and goes
 * before the identifiers that records were given.
 */
final class RecordFinder {
    private final ResourceStore resources;
    private final RelationshipStore relationships;

    RecordFinder(ResourceStore resources) {
        this.resources = resources;
        this.relationships = resources.relationships();
    }

    /** The resources that go by {@code text}; several only when they share an identifier. */
    List<RegistryResource> resources(RecordKey.Collection in, String text) {
        Optional<RegistryResource> byId = id(in, text).flatMap(id -> resources.find(in.record(id)));
        return byId.map(List::of).orElseGet(() -> resources.named(in, text));
    }

    /** The relationships that go by {@code text}, an id of which may be of any form; several as with resources. */
    List<Relationship> relationships(RecordKey.Collection in, String text) {
        Optional<Relationship> byId = id(in, text)
                .flatMap(RelationshipId::parse)
                .or(() -> formerly(in, text))
                .flatMap(id -> relationships.find(in.record(id.text())));
        return byId.map(List::of).orElseGet(() -> relationships.named(in, text));
    }

    /** The id that the text is, or that it leads to here. */
    private static Optional<String> id(RecordKey.Collection in, String text) {
        Optional<IdentifierNotation> notation = IdentifierNotation.parse(text);
        return notation.isEmpty()
                ? Optional.of(text)
                : notation.map(parts -> new Identifier(null, parts.system(), parts.value(), parts.use(), null))
                        .flatMap(SourceIdentifier::parse)
                        .filter(origin -> origin.sourceKey().equals(in.sourceKey()))
                        .filter(origin -> origin.type() == null || origin.type().equals(in.type()))
                        .map(SourceIdentifier::value);
    }

    /**
     * The id that the former convention leads to. Its value has a colon, so that its notation cannot be taken apart as
     * others can.
     */
    private static Optional<RelationshipId> formerly(RecordKey.Collection in, String text) {
        String[] parts = text.split(":", -1);
        return Optional.of(parts)
                .filter(all -> all.length == 4)
                .flatMap(all -> RelationshipId.parse(all[2]))
                .filter(id -> IdentifierNotation.names(text, SourceIdentifier.legacy(in.sourceKey(), in.type(), id)));
    }
}
