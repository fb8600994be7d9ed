package dev.fhirgateway.translation;

import dev.fhirgateway.upsert.RecordName;

/** Where an end of a relationship is. */
sealed interface Destination {
    /** At this record, as far as names tell. */
    record Found(RecordName record) implements Destination {}

    /**
     * Nowhere that is known.
     *
     * @param reason in words for the sender, without a value of the reference
     */
    record Unknown(String reason) implements Destination {}
}
