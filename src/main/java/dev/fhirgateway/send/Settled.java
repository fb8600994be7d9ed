package dev.fhirgateway.send;

/** An entry that came to its end. */
record Settled(Original original, EntryEnd end) {}
