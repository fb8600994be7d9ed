package dev.fhirgateway.settings;

/** How the writes of a batch get to the registry. */
public enum DeliveryMode {
    /** Each by a call of its own. */
    SINGLE,
    /** Many by one request, which the registry works off later. */
    BULK,
    /** In bulk when the batch is large, else one by one. */
    AUTO
}
