/** What closes a day: whether all that came in is accounted for, and whether all is there that should be. */
@NullMarked
package dev.fhirgateway.closing;

import org.jspecify.annotations.NullMarked;
