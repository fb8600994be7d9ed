/** Results in order to the answer that the client reads. */
@NullMarked
package dev.fhirgateway.report;

import org.jspecify.annotations.NullMarked;
