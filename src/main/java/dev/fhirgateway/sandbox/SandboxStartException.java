package dev.fhirgateway.sandbox;

import dev.fhirgateway.sandbox.store.StoreException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The sandbox could not start: its port or its store cannot be used. The message names which, and tells why. */
public final class SandboxStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Part part;

    /** What could not be used. */
    public enum Part {
        PORT,
        STORE
    }

    SandboxStartException(int port, Throwable cause) {
        super("the sandbox cannot listen on port " + port + " of 127.0.0.1: " + cause.getMessage(), cause);
        this.part = Part.PORT;
    }

    SandboxStartException(StoreException cause) {
        super("the sandbox " + Objects.requireNonNull(cause.getMessage()), cause);
        this.part = Part.STORE;
    }

    SandboxStartException(@Nullable Path store, StoreException cause) {
        super("the sandbox cannot go on with the file " + store + ": " + cause.getMessage(), cause);
        this.part = Part.STORE;
    }

    public Part part() {
        return part;
    }
}
