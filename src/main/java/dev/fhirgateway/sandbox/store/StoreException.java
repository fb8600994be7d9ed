package dev.fhirgateway.sandbox.store;

/** The file that a sandbox keeps its records in cannot be used, or cannot be used any more. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the file has of this kind is nothing that a sandbox wrote. */
    static StoreException unreadable(String what) {
        return new StoreException(what + " that was kept there cannot be read any more");
    }

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
