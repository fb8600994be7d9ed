package dev.fhirgateway.translation;

import java.util.List;

/** What a mapping made of one resource: records and relationships, or the reason why there are none. */
sealed interface MappingOutcome {
    /**
     * Checked and without empty values.
     *
     * @param records at least one; the first is the record of the resource itself
     * @param relationships those that lead anywhere; may be none
     */
    record Mapped(List<MappedRecord> records, List<MappedRelationship> relationships) implements MappingOutcome {
        public Mapped {
            records = List.copyOf(records);
            relationships = List.copyOf(relationships);
        }
    }

    /**
     * Nothing to send.
     *
     * @param reason names the mapping file and what it did, never a value of the resource
     */
    record Failed(String reason) implements MappingOutcome {}
}
