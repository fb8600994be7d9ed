/**
 * Where a sandbox keeps what it holds: in memory, or in one SQLite file that outlives it.
 */
@NullMarked
package dev.fhirgateway.sandbox.store;

import org.jspecify.annotations.NullMarked;
