/** Tells an operator that something is wrong: once when it begins, seldom while it lasts, once when it is over. */
@NullMarked
package dev.fhirgateway.alerts;

import org.jspecify.annotations.NullMarked;
