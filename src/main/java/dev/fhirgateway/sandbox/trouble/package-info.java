/**
 * Trouble on demand: a script of rules says which calls meet which trouble. Read from YAML or JSON, held against each
 * call, and drawn from a seed so that a run can be repeated. Knows nothing of HTTP servers; the sandbox makes the
 * trouble that is decided here.
 */
@NullMarked
package dev.fhirgateway.sandbox.trouble;

import org.jspecify.annotations.NullMarked;
