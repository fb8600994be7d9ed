/** The embedded registry: a twin of the real one for laptops and tests, on real HTTP. Depends on the wire contract only. */
@NullMarked
package dev.fhirgateway.sandbox;

import org.jspecify.annotations.NullMarked;
