package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One operation of a bulk request or a bundle ({@code source 002}, {@code registry-side 4}): {@code {"action":
 * "UPSERT", "upsert": {...}}}, the member named after the action.
 */
public sealed interface WriteOperation permits ResourceOperation, RelationshipOperation {
    /** What it does. */
    Receipt.Action action();

    /** The kind of record that it is about. */
    Receipt.TargetType targetType();

    /** Key of the profile or relationship definition. */
    String type();

    /** The canonical form. */
    ObjectNode toJson();
}
