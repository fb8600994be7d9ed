package dev.fhirgateway.sandbox.record;

import dev.fhirgateway.registry.RelationshipOperation;
import java.time.Instant;

/** Does the writes of relationships. */
final class RelationshipEffects {
    private final RelationshipStore store;

    RelationshipEffects(RelationshipStore store) {
        this.store = store;
    }

    /** An upsert, which no endpoint has for one alone, replaces the data of a relationship that is there. */
    Outcome carryOut(Operation.OfRelationship operation, Instant at) {
        RecordKey key = operation.key();
        if (operation.asked() instanceof RelationshipOperation.Create create) {
            return store.create(key, create.write(), at);
        }
        if (operation.asked() instanceof RelationshipOperation.Upsert upsert) {
            return store.find(key).isPresent()
                    ? store.change(
                            key,
                            (old, problems) -> old.removeAll().setAll(RelationshipStore.dataOf(upsert.write())),
                            at)
                    : store.create(key, upsert.write(), at);
        }
        return store.delete(key);
    }

    /** Changes the data by all operations of the patch or by none. */
    Outcome carryOut(Operation.OfRelationshipData patch, Instant at) {
        return store.change(patch.key(), (data, problems) -> DataPatch.apply(patch.changes(), data, problems), at);
    }
}
