package dev.fhirgateway.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fhirgateway.registry.RegistryResource;
import dev.fhirgateway.registry.ResourceMeta;
import dev.fhirgateway.sandbox.record.RecordKey;
import dev.fhirgateway.sandbox.record.Shelf;
import dev.fhirgateway.sandbox.record.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShelfTest {
    private static final RecordKey.Collection PATIENTS = new RecordKey.Collection("clinic-north", "patient");
    private static final RecordKey.Collection DOCTORS = new RecordKey.Collection("clinic-north", "doctor");

    @TempDir
    private Path folder;

    static Stream<Named<Function<Path, Storage>>> storages() {
        return Stream.of(
                Named.of("in memory", folder -> new MemoryStorage()),
                Named.of("in a file", folder -> SqliteStorage.open(folder.resolve("records.db"))));
    }

    @ParameterizedTest
    @MethodSource("storages")
    void ids_come_in_order_all_or_some(Function<Path, Storage> made) {
        try (Storage storage = made.apply(folder)) {
            // Given
            Shelf<RegistryResource> shelf = storage.resources();
            Stream.of("p3", "p10", "P4", "p1").map(PATIENTS::record).forEach(key -> shelf.put(key, resource(key)));
            shelf.put(DOCTORS.record("doc-1"), resource(DOCTORS.record("doc-1")));

            // Then
            assertThat(shelf.ids(PATIENTS)).containsExactly("P4", "p1", "p10", "p3");
            assertThat(shelf.ids(PATIENTS, 0, 3)).containsExactly("P4", "p1", "p10");
            assertThat(shelf.ids(PATIENTS, 3, 3)).containsExactly("p3");
            assertThat(shelf.ids(PATIENTS, 2_000_000_000_000L, 3)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("storages")
    void what_is_removed_is_counted_no_more(Function<Path, Storage> made) {
        try (Storage storage = made.apply(folder)) {
            // Given
            Shelf<RegistryResource> shelf = storage.resources();
            RecordKey key = PATIENTS.record("p1");
            shelf.put(key, resource(key));

            // When
            List<Boolean> removed = List.of(shelf.remove(key), shelf.remove(key));

            // Then
            assertThat(removed).containsExactly(true, false);
            assertThat(shelf.find(key)).isEmpty();
            assertThat(shelf.count(PATIENTS)).isZero();
            assertThat(shelf.counts()).isEmpty();
        }
    }

    @Test
    void memory_is_full_until_something_is_removed() {
        // Given
        RecordKey key = PATIENTS.record("p1");
        try (Storage storage = new MemoryStorage(1, 10_000)) {
            Shelf<RegistryResource> shelf = storage.resources();
            shelf.put(key, resource(key, "x".repeat(9_000)));
            boolean before = storage.isFull();

            // When
            shelf.put(key, resource(key, "x".repeat(10_000)));

            // Then
            assertThat(before).isFalse();
            assertThat(storage.isFull()).isTrue();

            // When
            shelf.remove(key);

            // Then
            assertThat(storage.isFull()).isFalse();
        }
    }

    private static RegistryResource resource(RecordKey key) {
        return resource(key, "");
    }

    private static RegistryResource resource(RecordKey key, String text) {
        return new RegistryResource(
                key.id(),
                key.type(),
                ResourceMeta.NONE,
                JsonNodeFactory.instance.objectNode().put("text", text),
                JsonNodeFactory.instance.objectNode());
    }
}
