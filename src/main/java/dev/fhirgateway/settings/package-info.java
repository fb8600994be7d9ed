/** What an operator can set: declared once, read into validated records, all problems told at once. */
@NullMarked
package dev.fhirgateway.settings;

import org.jspecify.annotations.NullMarked;
