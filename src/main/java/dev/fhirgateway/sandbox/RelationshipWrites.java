package dev.fhirgateway.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.RelationshipOperation;
import dev.fhirgateway.registry.RelationshipWrite;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;

/** Makes the operations on relationships of bulk requests and bundles. */
final class RelationshipWrites {
    private final Clock clock;
    private final RelationshipStore store;

    RelationshipWrites(Clock clock, RelationshipStore store) {
        this.clock = clock;
        this.store = store;
    }

    /** What is asked for, not checked before: what a single write would refuse at once, this refuses in its turn. */
    Operation of(String sourceKey, RelationshipOperation asked) {
        RecordKey key = new RecordKey(sourceKey, asked.type(), asked.id().text());
        Problems problems = new Problems();
        KeyCheck.type(key.type(), problems);
        if (asked instanceof RelationshipOperation.Create create) {
            checkMeta(create.write(), problems);
            return operation(key, asked, problems, at -> store.create(key.collection(), create.write(), at));
        }
        if (asked instanceof RelationshipOperation.Upsert upsert) {
            checkMeta(upsert.write(), problems);
            return operation(key, asked, problems, at -> upsert(key, upsert.write(), at));
        }
        return operation(key, asked, problems, at -> store.delete(key));
    }

    private static Operation operation(
            RecordKey key, RelationshipOperation asked, Problems problems, Function<Instant, Outcome> effect) {
        return Operation.onRelationship(
                key, asked.action(), problems.any() ? at -> new Outcome.Refused(problems.error()) : effect);
    }

    private Outcome upsert(RecordKey key, RelationshipWrite write, Instant now) {
        ObjectNode data = Objects.requireNonNullElseGet(write.data(), JsonNodeFactory.instance::objectNode);
        return store.find(key).isPresent()
                ? store.change(key, (old, problems) -> old.removeAll().setAll(data), now)
                : store.create(key.collection(), write, now);
    }

    private void checkMeta(RelationshipWrite write, Problems problems) {
        if (write.meta() != null) {
            MetaCheck.rules(write.meta(), clock.instant(), problems);
        }
    }
}
