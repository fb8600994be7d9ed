/** Who may write, and to which source: the door, before a byte of the body is read. */
@NullMarked
package dev.fhirgateway.access;

import org.jspecify.annotations.NullMarked;
