package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.RecordState.Content;
import dev.fhirgateway.upsert.RecordName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a batch at its end, about to be written.
 *
 * @param position of the entry in its batch, from 0
 * @param record its record; null when the entry names none
 * @param version the version that it was told; null when it got none
 * @param blame who has to act; null when nobody has
 * @param status of the registry's last answer; null when there was none
 * @param sent what was sent; null when nothing was
 * @param words why it ended so, fit to be kept; null when there is nothing to say
 * @param waits what is told of relationships that wait, fit to be kept; null when none does
 * @param bodies of what was sent, as far as they are kept
 */
public record Passage(
        int position,
        @Nullable LiveRecord record,
        @Nullable Long version,
        Outcome outcome,
        @Nullable String blame,
        @Nullable Integer status,
        int tries,
        @Nullable String task,
        @Nullable Content sent,
        @Nullable String words,
        @Nullable String waits,
        Map<RecordName, byte[]> bodies) {}
