/**
 * What a sandbox holds and does to it: resources, the relationships between them, and the tasks that carry out writes,
 * now or later, one or many or all or none. Says what it wants kept ({@link dev.fhirgateway.sandbox.record.Storage}), not
 * where. Nothing here has a lock of its own: {@link dev.fhirgateway.sandbox.record.TaskBook} lets one in at a time.
 */
@NullMarked
package dev.fhirgateway.sandbox.record;

import org.jspecify.annotations.NullMarked;
