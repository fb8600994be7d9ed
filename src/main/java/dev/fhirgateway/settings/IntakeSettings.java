package dev.fhirgateway.settings;

/**
 * What one request may hold.
 *
 * @param maxBytes the largest body after decompression, in bytes
 * @param maxEntries the most entries in one batch
 * @param maxEntryBytes the largest single entry, in bytes
 * @param maxDepth the deepest JSON nesting inside one entry
 */
public record IntakeSettings(long maxBytes, int maxEntries, int maxEntryBytes, int maxDepth) {}
