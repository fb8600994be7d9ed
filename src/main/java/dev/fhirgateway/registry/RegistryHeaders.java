package dev.fhirgateway.registry;

/** The header fields that the registry asks for ({@code source 000}). */
public final class RegistryHeaders {
    /** Carries the key of the caller, on every call. */
    public static final String API_KEY = "X-Clinia-API-Key";

    private RegistryHeaders() {}
}
