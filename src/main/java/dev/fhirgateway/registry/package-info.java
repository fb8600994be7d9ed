/** The registry's wire contract, in one place: payloads, paths, ids, errors. Knows no stage. */
@NullMarked
package dev.fhirgateway.registry;

import org.jspecify.annotations.NullMarked;
