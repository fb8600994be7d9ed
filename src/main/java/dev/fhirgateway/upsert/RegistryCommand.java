package dev.fhirgateway.upsert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;

/** One write to the registry on behalf of an entry. */
public sealed interface RegistryCommand extends EntryState, Errand {
    /** The entry it came from. */
    UpsertEntry entry();

    /** Names what is written; a relationship by the key of its definition and {@code {from}.{to}}. */
    RecordName record();

    /** The body. Read it, never change it. */
    ContainerNode<?> payload();

    @Override
    default String sourceKey() {
        return entry().origin().sourceKey();
    }

    @Override
    default String client() {
        return entry().origin().client();
    }

    @Override
    default String key() {
        return sourceKey() + "/" + record().type() + "/" + record().id();
    }

    @Override
    default Instant since() {
        return entry().origin().receivedAt();
    }

    @Override
    default Instant deadline() {
        return entry().origin().deadline();
    }

    /**
     * Makes or replaces a record.
     *
     * @param record the record
     * @param payload the write body {@code {data, meta?, contained?}}
     */
    record PutResource(UpsertEntry entry, RecordName record, ObjectNode payload) implements RegistryCommand {
        public PutResource {
            Objects.requireNonNull(entry);
            Objects.requireNonNull(record);
            Objects.requireNonNull(payload);
        }

        @Override
        public String toString() {
            return "PutResource[" + entry.index() + " " + record.type() + "]";
        }
    }

    /**
     * Makes a relationship.
     *
     * @param payload the write body {@code {from, to, data?, meta?}}
     * @param element finds where in the resource the reference is that asks for it, as FHIRPath; reads the whole
     *     resource, so it is for when the relationship was not made
     */
    record CreateRelationship(UpsertEntry entry, RecordName record, ObjectNode payload, Supplier<String> element)
            implements RegistryCommand {
        public CreateRelationship {
            Objects.requireNonNull(element);
            Objects.requireNonNull(entry);
            Objects.requireNonNull(record);
            Objects.requireNonNull(payload);
        }

        @Override
        public String toString() {
            return "CreateRelationship[" + entry.index() + " " + record.type() + "]";
        }
    }

    /**
     * Changes the data of a relationship that is there.
     *
     * @param payload the operations of the patch
     */
    record PatchRelationship(UpsertEntry entry, RecordName record, ArrayNode payload) implements RegistryCommand {
        public PatchRelationship {
            Objects.requireNonNull(entry);
            Objects.requireNonNull(record);
            Objects.requireNonNull(payload);
        }

        @Override
        public String toString() {
            return "PatchRelationship[" + entry.index() + " " + record.type() + "]";
        }
    }
}
