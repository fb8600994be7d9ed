package dev.fhirgateway.intake;

import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest.Framing;
import java.util.function.Consumer;

/**
 * What is looked for in a body.
 *
 * @param origin what its entries belong to
 * @param framing how they follow each other
 * @param maxEntries how many there may be
 * @param bundles whether a Bundle is opened and its resources are the entries; else it is an entry as any other
 * @param sink takes each as it is found
 */
record Scan(Origin origin, Framing framing, int maxEntries, boolean bundles, Consumer<UpsertEntry> sink) {}
