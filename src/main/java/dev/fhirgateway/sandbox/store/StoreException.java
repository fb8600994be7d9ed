package dev.fhirgateway.sandbox.store;

/** The file that a sandbox keeps its records in cannot be used, or cannot be used any more. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
