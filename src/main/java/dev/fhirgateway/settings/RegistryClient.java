package dev.fhirgateway.settings;

/** What makes the calls of the registry. */
public enum RegistryClient {
    /** The Vert.x client that the HTTP server brings along. */
    VERTX,
    /** Camel's component on Apache HttpClient 5. */
    CAMEL_HTTP
}
