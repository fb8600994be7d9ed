/** What the demonstration runs on: Patients that no one has ever been. Knows nothing of the gateway. */
@NullMarked
package dev.fhirgateway.demo;

import org.jspecify.annotations.NullMarked;
