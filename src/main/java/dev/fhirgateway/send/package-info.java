/**
 * The command {@code send}: a client that brings resources of any size to a gateway, a few batches at a time, tells how it
 * goes, and goes on where it was interrupted. It knows a gateway by its HTTP alone.
 */
@NullMarked
package dev.fhirgateway.send;

import org.jspecify.annotations.NullMarked;
