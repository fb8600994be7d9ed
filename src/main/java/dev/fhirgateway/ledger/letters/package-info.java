/** Dead letters: what failed finally and nobody waits for, kept until somebody, or a newer version of its record, settles it. */
@NullMarked
package dev.fhirgateway.ledger.letters;

import org.jspecify.annotations.NullMarked;
