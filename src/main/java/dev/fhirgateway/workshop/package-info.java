/**
 * The mapping workshop: what an engineer works on mappings with, without a server. {@code translate} shows what would be
 * sent, {@code mapping coverage} what is left behind, and {@link dev.fhirgateway.workshop.ExampleRun} runs the examples.
 */
@NullMarked
package dev.fhirgateway.workshop;

import org.jspecify.annotations.NullMarked;
