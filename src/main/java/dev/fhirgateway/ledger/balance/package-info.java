/** The balance of each day: all that came in, and what became of it. */
@NullMarked
package dev.fhirgateway.ledger.balance;

import org.jspecify.annotations.NullMarked;
