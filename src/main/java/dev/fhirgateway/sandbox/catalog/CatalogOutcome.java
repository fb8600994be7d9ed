package dev.fhirgateway.sandbox.catalog;

import dev.fhirgateway.registry.RegistryError;
import java.util.Objects;

/**
 * What a change did to the catalog.
 *
 * @param <T> what was changed
 */
sealed interface CatalogOutcome<T> {
    /**
     * It is there now.
     *
     * @param created whether it was not there before
     */
    record Stored<T>(T value, boolean created) implements CatalogOutcome<T> {
        public Stored {
            Objects.requireNonNull(value);
        }
    }

    /**
     * It is there no more.
     *
     * @param value as it was
     */
    record Removed<T>(T value) implements CatalogOutcome<T> {
        public Removed {
            Objects.requireNonNull(value);
        }
    }

    /** Nothing changed. */
    record Refused<T>(RegistryError error) implements CatalogOutcome<T> {
        public Refused {
            Objects.requireNonNull(error);
        }
    }
}
