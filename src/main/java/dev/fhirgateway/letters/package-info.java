/** Dead letters: who looks at them and acts on them, and how they are sent again. */
@NullMarked
package dev.fhirgateway.letters;

import org.jspecify.annotations.NullMarked;
