package dev.fhirgateway.sandbox.api;

import java.time.Duration;
import java.util.Set;

/**
 * What a sandbox does otherwise than others, as far as its callers notice. No keys among it, so that it can be shown.
 *
 * @param asyncTypes resource and relationship types whose writes are ACCEPTED and done by a task
 * @param taskDelay how long such a task takes
 * @param lenientIds whether ids of one character are taken too, which the registry's pattern refuses
 * @param legacy whether answers have the forms from before the registry's change of May 2025 ({@code source 004})
 * @param strictCatalog whether there is only what the catalog has
 */
public record Behaviour(
        Set<String> asyncTypes, Duration taskDelay, boolean lenientIds, boolean legacy, boolean strictCatalog) {}
