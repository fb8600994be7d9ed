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
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

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

    /**
     * By which its row is found. A hash: few records have the same one, but some may. Ledgers keep it, so it stays as it is:
     * FNV-1a over the UTF-16 units of the three names, each followed by a 0, and MurmurHash3's last step.
     */
    public long key() {
        long hash = added(added(added(FNV_OFFSET, source), type), id);
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    private static long added(long hash, String name) {
        long sum = hash;
        for (int i = 0; i < name.length(); i++) {
            sum = (sum ^ name.charAt(i)) * FNV_PRIME;
        }
        return sum * FNV_PRIME;
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
