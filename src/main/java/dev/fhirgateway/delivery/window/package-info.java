/** Whose turn it is to call the registry: how many calls at once, in which order, and none while it is down. */
@NullMarked
package dev.fhirgateway.delivery.window;

import org.jspecify.annotations.NullMarked;
