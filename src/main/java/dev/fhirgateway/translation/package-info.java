/** A valid entry to a registry command: the mapping, source identifiers, the registry id, the metadata rules. */
@NullMarked
package dev.fhirgateway.translation;

import org.jspecify.annotations.NullMarked;
