/** Commands to registry answers: the in-flight window, the one retry, and what each answer means. */
@NullMarked
package dev.fhirgateway.delivery;

import org.jspecify.annotations.NullMarked;
