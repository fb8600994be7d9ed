/**
 * What a source's records have to look like: profiles, relationship definitions, and the checks that hold records
 * against them ({@code registry-side 8}). Without HTTP and without records: it is told of both.
 */
@NullMarked
package dev.fhirgateway.sandbox.catalog;

import org.jspecify.annotations.NullMarked;
