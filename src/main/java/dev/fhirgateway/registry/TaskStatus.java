package dev.fhirgateway.registry;

/** Where a task, or one operation of it, stands ({@code registry-side 7}). */
public enum TaskStatus {
    /** At least one operation is unfinished, perhaps waiting for a reviewer, and that for any time. */
    PENDING,
    /** All operations are completed. No proof of persistence where a reviewer may reject: the receipt tells. */
    SUCCESS,
    /** At least one operation failed or was cancelled. */
    FAILURE,
    /** All operations were cancelled. */
    CANCELLED
}
