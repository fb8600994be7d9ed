/** The turn of each call: as many at once as the registry takes well, shared fairly, none while it is down. */
@NullMarked
package dev.fhirgateway.delivery.window;

import org.jspecify.annotations.NullMarked;
