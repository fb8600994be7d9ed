package dev.fhirgateway.sandbox;

/** The sandbox could not start to listen. The message names the port. */
public final class SandboxStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SandboxStartException(int port, Throwable cause) {
        super("the sandbox cannot listen on port " + port + " of 127.0.0.1: " + cause.getMessage(), cause);
    }
}
