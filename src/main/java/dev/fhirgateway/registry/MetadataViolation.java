package dev.fhirgateway.registry;

import java.util.Objects;

/**
 * One broken rule. Holds no value out of the metadata.
 *
 * @param rule the rule
 * @param element where, e.g. {@code meta.identifier[1].use}
 * @param reason what is wrong, following on the element
 */
public record MetadataViolation(MetadataRule rule, String element, String reason) {
    public MetadataViolation {
        Objects.requireNonNull(rule);
        Objects.requireNonNull(element);
        Objects.requireNonNull(reason);
    }
}
