/**
 * The room of jobs: batches whose answer nobody waits for. It takes their entries from the journal, some at a time, and
 * has them delivered like those of any other batch, again and again where that may help.
 */
@NullMarked
package dev.fhirgateway.jobs;

import org.jspecify.annotations.NullMarked;
