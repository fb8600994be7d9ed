package dev.fhirgateway.sandbox.record;

import dev.fhirgateway.registry.IdentifierNotation;
import dev.fhirgateway.registry.ResourceMeta;
import java.util.List;

/**
 * Keeps an index in step with the records. An identifier comes with the write that creates its record and stays as long as
 * the record does ({@code source 002}), so nothing else has to be followed.
 */
final class Notations {
    private final NotationIndex index;

    Notations(NotationIndex index) {
        this.index = index;
    }

    /** The record is there. */
    void add(RecordKey key, ResourceMeta meta) {
        of(meta).forEach(notation -> index.add(key, notation));
    }

    /** The record is there no more. */
    void remove(RecordKey key, ResourceMeta meta) {
        of(meta).forEach(notation -> index.remove(key, notation));
    }

    /** The keys of the records that go by this notation, sorted by their ids. */
    List<RecordKey> named(RecordKey.Collection collection, String notation) {
        return index.ids(collection, notation).stream().map(collection::record).toList();
    }

    void clear() {
        index.clear();
    }

    private static List<String> of(ResourceMeta meta) {
        return meta.identifier().stream()
                .flatMap(identifier -> IdentifierNotation.of(identifier).stream())
                .filter(Notations::isWhole)
                .map(IdentifierNotation::text)
                .distinct()
                .toList();
    }

    /** An empty part is not kept with the record ({@code registry-side 14.13}), so no one could tell it when it goes. */
    private static boolean isWhole(IdentifierNotation notation) {
        return !notation.system().isEmpty()
                && !notation.value().isEmpty()
                && !notation.use().isEmpty();
    }
}
