package dev.fhirgateway.sandbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.Profile;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.Source;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogTest {
    private static final Profile PROVIDER = Shapes.root("provider");

    private final Catalog catalog = new Catalog(false);

    @Test
    void aProfileIsCreatedAndThenReplaced() {
        assertThat(Shapes.created(catalog.putProfile("clinic", PROVIDER))).isTrue();
        assertThat(Shapes.created(catalog.putProfile("clinic", PROVIDER))).isFalse();
        assertThat(Shapes.created(catalog.putProfile("other", PROVIDER))).isTrue();
        assertThat(catalog.profile("clinic", "provider")).contains(PROVIDER);
    }

    @Test
    void aLenientCatalogMakesSourcesByTheirFirstUse() {
        // When
        catalog.putProfile("b", PROVIDER);
        catalog.useSource("a");

        // Then
        assertThat(catalog.sources()).extracting(Source::key).containsExactly("a", "b");
        assertThat(Shapes.created(catalog.putSource(new Source("a", Source.REGISTRY))))
                .isFalse();
    }

    @Test
    void aStrictCatalogWantsTheSourceFirst() {
        // Given
        Catalog strict = new Catalog(true);

        // Then
        assertThat(Shapes.error(strict.putProfile("clinic", PROVIDER)).type()).isEqualTo(ErrorType.NOT_FOUND);
        strict.putSource(new Source("clinic", Source.REGISTRY));
        assertThat(Shapes.created(strict.putProfile("clinic", PROVIDER))).isTrue();
    }

    @Test
    void keysOfSourcesHaveAForm() {
        RegistryError error = Shapes.error(catalog.putProfile("no source", PROVIDER));

        assertThat(error.type()).isEqualTo(ErrorType.INVALID_ARGUMENT);
        assertThat(Shapes.details(error)).containsExactly("sourceKey: does not match ^[a-zA-Z0-9-][\\w-]{0,61}$");
        assertThat(catalog.putSource(new Source("", Source.REGISTRY))).isInstanceOf(CatalogOutcome.Refused.class);
    }

    @Test
    void unsoundProfilesAreNotStored() {
        RegistryError error = Shapes.error(catalog.putProfile("clinic", Shapes.patient("{'it':{'type':'money'}}")));

        assertThat(Shapes.details(error)).singleElement().asString().startsWith("properties.it.type: is not one of");
        assertThat(catalog.profile("clinic", "patient")).isEmpty();
    }

    @Test
    void aSourceIsRemovedWhenItIsEmpty() {
        // Given
        catalog.putProfile("clinic", PROVIDER);

        // Then
        assertThat(Shapes.error(catalog.removeSource("clinic")).type()).isEqualTo(ErrorType.FAILED_PRECONDITION);
        catalog.removeProfile("clinic", "provider");
        assertThat(catalog.removeSource("clinic")).isInstanceOf(CatalogOutcome.Removed.class);
        assertThat(Shapes.error(catalog.removeSource("clinic")).type()).isEqualTo(ErrorType.NOT_FOUND);
    }

    @Test
    void noChangeIsLostWhenManyChangeOneSource() throws Exception {
        // Given
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            // When
            List<Future<CatalogOutcome<Profile>>> changes = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(() -> catalog.putProfile("clinic", Shapes.root("p" + i))))
                    .toList();
            for (Future<CatalogOutcome<Profile>> change : changes) {
                assertThat(Shapes.created(change.get())).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }

        // Then
        assertThat(catalog.profiles("clinic")).hasSize(200);
    }
}
