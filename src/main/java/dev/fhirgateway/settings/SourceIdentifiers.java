package dev.fhirgateway.settings;

/** Which convention the source identifier of a record follows ({@code source 004}, {@code registry-side 14.11}). */
public enum SourceIdentifiers {
    /** {@code {system: "source", value: <id>, use: "<sourceKey>.<type>"}}. */
    CURRENT,
    /** {@code {system: "<sourceKey>", value: <id>, use: "source"}}. */
    LEGACY,
    /** None is sent. */
    OFF
}
