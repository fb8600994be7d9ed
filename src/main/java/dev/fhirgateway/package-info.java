/** The map; see below. */
@NullMarked
package dev.fhirgateway;

import org.jspecify.annotations.NullMarked;
