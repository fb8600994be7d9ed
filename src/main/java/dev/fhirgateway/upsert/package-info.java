/** The vocabulary that all stages share: what comes in, what travels, what comes out. Knows no stage and no library but Jackson's tree. */
@NullMarked
package dev.fhirgateway.upsert;

import org.jspecify.annotations.NullMarked;
