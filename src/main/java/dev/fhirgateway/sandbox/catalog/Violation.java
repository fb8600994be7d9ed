package dev.fhirgateway.sandbox.catalog;

import dev.fhirgateway.registry.RegistryError;
import java.util.List;
import java.util.Objects;

/**
 * One broken rule of a profile. Holds no value of the record; names of properties and types are not values.
 *
 * @param rule the rule
 * @param path where, below the record's data, e.g. {@code name[0].family}; or from {@code contained} on, e.g.
 *     {@code contained.primaryPaymentMethod[0].data.value}
 * @param reason what is wrong, following on the path
 */
record Violation(ProfileRule rule, String path, String reason) {
    public Violation {
        Objects.requireNonNull(rule);
        Objects.requireNonNull(path);
        Objects.requireNonNull(reason);
    }

    /** As the registry tells it: one INVALID_ARGUMENT with a detail for each violation ({@code registry-side 10}). */
    static RegistryError error(List<Violation> violations) {
        return Refusals.invalid(violations.stream()
                .map(violation -> violation.path() + ": " + violation.reason())
                .toList());
    }
}
