package dev.fhirgateway.settings;

/** How strict the gateway is about its surroundings. */
public enum Mode {
    /** A laptop: loopback only, no token needed from there, the sandbox when no registry is configured. */
    DEVELOPMENT,
    /** A hospital: a registry, its key, and clients with tokens, or it does not start. */
    PRODUCTION
}
