/** Bytes to entries. Finds the entries of a body without building its tree, keeps their bytes, and holds each against strict FHIR R4. One bad entry is a result, not an exception. */
@NullMarked
package dev.fhirgateway.intake;

import org.jspecify.annotations.NullMarked;
