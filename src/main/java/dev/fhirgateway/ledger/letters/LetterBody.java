package dev.fhirgateway.ledger.letters;

import org.jspecify.annotations.Nullable;

/**
 * What a letter holds of a patient, each part as UTF-8 JSON.
 *
 * @param original as it came; null when it was over the size limit, or is not known
 * @param request what was sent to the registry, an array of {@code {record, body}}; null when nothing was
 * @param answer all that was said of it, an array of {@code {code, expression, reason}}; null when nothing was
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record LetterBody(byte @Nullable [] original, byte @Nullable [] request, byte @Nullable [] answer) {
    static final LetterBody NONE = new LetterBody(null, null, null);

    @Override
    public String toString() {
        return "LetterBody[]";
    }
}
