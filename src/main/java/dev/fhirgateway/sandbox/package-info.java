/**
 * The embedded registry: a twin of the real one for laptops and tests, on real HTTP. Depends on the wire contract only.
 * This room is its door: how to start one, how it behaves and what it was asked. Behind it {@code http} asks {@code api},
 * which asks {@code record}; {@code catalog} says what records may be, {@code store} keeps them, and {@code trouble} says
 * which calls fail.
 */
@NullMarked
package dev.fhirgateway.sandbox;

import org.jspecify.annotations.NullMarked;
