package dev.fhirgateway.sandbox.record;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.ResourceOperation;
import dev.fhirgateway.registry.ResourceWrite;
import dev.fhirgateway.sandbox.catalog.RecordGate;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;

/** Does the writes of resources that the catalog has nothing against at that moment. */
final class ResourceEffects {
    private final ResourceStore store;
    private final RecordGate gate;

    ResourceEffects(ResourceStore store, RecordGate gate) {
        this.store = store;
        this.gate = gate;
    }

    Outcome carryOut(Operation.OfResource operation, Instant at) {
        RecordKey key = operation.key();
        if (operation.asked() instanceof ResourceOperation.Create create) {
            return checked(key, create.write(), () -> store.create(key, create.write(), at));
        }
        if (operation.asked() instanceof ResourceOperation.Upsert upsert) {
            return checked(key, upsert.write(), () -> store.upsert(key, upsert.write(), at));
        }
        return store.delete(key);
    }

    private Outcome checked(RecordKey key, ResourceWrite write, Supplier<Outcome> effect) {
        ObjectNode contained = Objects.requireNonNullElseGet(write.contained(), JsonNodeFactory.instance::objectNode);
        return gate.refusal(key.sourceKey(), key.type(), write.data(), contained)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(effect);
    }
}
