/**
 * A valid entry to a registry command: the mapping, source identifiers, the registry id, the metadata rules.
 *
 * <p>{@link dev.fhirgateway.translation.Translation} is the stage. What becomes of each FHIR type is not decided here
 * but in {@code mappings/<Type>.jslt}, which {@link dev.fhirgateway.translation.Mappings} finds and keeps up to date.
 */
@NullMarked
package dev.fhirgateway.translation;

import org.jspecify.annotations.NullMarked;
