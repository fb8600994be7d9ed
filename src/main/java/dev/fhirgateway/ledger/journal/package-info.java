/** The entries of each job, in a file of its own: written once while its body arrives, and read in chunks, in any order. */
@NullMarked
package dev.fhirgateway.ledger.journal;

import org.jspecify.annotations.NullMarked;
