/**
 * The endpoints of the registry's contract, without HTTP around them: each takes the parts of a path and the bytes of a
 * body, checks them as the registry would, and gives an {@link dev.fhirgateway.sandbox.api.Answer}.
 */
@NullMarked
package dev.fhirgateway.sandbox.api;

import org.jspecify.annotations.NullMarked;
