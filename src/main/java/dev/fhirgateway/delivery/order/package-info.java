/**
 * Which batch may write a record now: batches that name the same record take turns, in the order in which their bodies
 * were read.
 */
@NullMarked
package dev.fhirgateway.delivery.order;

import org.jspecify.annotations.NullMarked;
