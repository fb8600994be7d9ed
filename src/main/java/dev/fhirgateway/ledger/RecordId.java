package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.UpsertEntry;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a record as EHRs do.
 *
 * @param source the registry source
 * @param type the FHIR resource type
 * @param id the FHIR logical id
 */
public record RecordId(String source, String type, String id) {
    /** {@code FHIR R4 datatypes.html#id}. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    private static final Pattern TYPE = Pattern.compile("[A-Za-z]{1,64}");

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
        return TYPE.matcher(type).matches() && ID.matcher(id).matches()
                ? Optional.of(new RecordId(source, type, id))
                : Optional.empty();
    }
}
