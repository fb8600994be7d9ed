/** Jobs: batches whose answer nobody waits for, how far each of them is, and what became of its entries. */
@NullMarked
package dev.fhirgateway.ledger.jobs;

import org.jspecify.annotations.NullMarked;
