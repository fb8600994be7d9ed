package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.UpsertEntry;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Names a record as EHRs do.
 *
 * @param source the registry source
 * @param type the FHIR resource type
 * @param id the FHIR logical id
 */
public record RecordId(String source, String type, String id) {
    private static final int LONGEST = 64;

    public RecordId {
        Objects.requireNonNull(source);
        Objects.requireNonNull(type);
        Objects.requireNonNull(id);
    }

    /** Of the record that an entry names; empty when it names none, or by words that FHIR does not have. */
    public static Optional<RecordId> of(UpsertEntry entry) {
        String type = entry.resourceType();
        String id = entry.id();
        return type == null || id == null ? Optional.empty() : of(entry.origin().sourceKey(), type, id);
    }

    /** Of a record of these names; empty for words that FHIR does not have. */
    static Optional<RecordId> of(String source, String type, String id) {
        return consistsOf(type, RecordId::isLetter) && consistsOf(id, RecordId::isOfAnId)
                ? Optional.of(new RecordId(source, type, id))
                : Optional.empty();
    }

    private static boolean consistsOf(String text, IntPredicate characters) {
        return !text.isEmpty() && text.length() <= LONGEST && text.chars().allMatch(characters);
    }

    private static boolean isLetter(int character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }

    /** {@code FHIR R4 datatypes.html#id}. */
    private static boolean isOfAnId(int character) {
        return isLetter(character) || (character >= '0' && character <= '9') || character == '-' || character == '.';
    }
}
