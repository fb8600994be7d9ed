package dev.fhirgateway.upsert;

/**
 * Where one entry is on its way: found, checked, translated, delivered, or at its end. Each stage takes one state and
 * gives a later one; a stage that finds the end gives an {@link UpsertResult}, and no later stage touches it.
 */
public sealed interface EntryState
        permits UpsertEntry, ValidEntry, Translated, RegistryCommand, Related, Unresolved, Delivered, UpsertResult {}
