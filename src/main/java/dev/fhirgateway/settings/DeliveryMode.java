package dev.fhirgateway.settings;

/** How the writes of a batch get to the registry. */
public enum DeliveryMode {
    /** Each by a call of its own. */
    SINGLE,
    /** Many by one request, which the registry works off later. */
    BULK,
    /** Many by one request, of which the registry does all or none, as a rule at once. */
    BUNDLE,
    /** In bulk, or in bundles where there is no bulk, when the batch is large; else one by one. */
    AUTO
}
