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
     * Nothing to send, and a resend helps only when the mapping has been mended.
     *
     * @param file the file at fault: the mapping, or a module that it imports
     * @param line its line, from 1; 0 when the fault has no place in it
     * @param reason names the mapping and what it did, never a value of the resource
     * @param element where in the resource, to be put behind its type, e.g. {@code .name[0].given}; empty when it is
     *     not one element alone that makes the mapping fail
     */
    record Failed(String file, int line, String reason, String element) implements MappingOutcome {}
}
