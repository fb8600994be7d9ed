/**
 * What becomes of what the registry has accepted: tasks are asked about until they end, and their ends are written to the
 * ledger. Knows the vocabulary, the settings and the ledger, and no stage.
 */
@NullMarked
package dev.fhirgateway.followup;

import org.jspecify.annotations.NullMarked;
