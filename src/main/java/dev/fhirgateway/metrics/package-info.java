/** What is counted and timed, for Prometheus: {@code src/docs/metrics.md} tells of each meter. No label holds data of a patient. */
@NullMarked
package dev.fhirgateway.metrics;

import org.jspecify.annotations.NullMarked;
