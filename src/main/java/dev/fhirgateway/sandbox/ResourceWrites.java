package dev.fhirgateway.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.Ksuid;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.RegistryId;
import dev.fhirgateway.registry.ResourceOperation;
import dev.fhirgateway.registry.ResourceWrite;
import dev.fhirgateway.sandbox.catalog.RecordGate;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the operations on resources, the same for single writes, bulk requests and bundles. */
final class ResourceWrites {
    private final KeyCheck keys;
    private final Clock clock;
    private final ResourceStore store;
    private final RecordGate gate;

    ResourceWrites(KeyCheck keys, Clock clock, ResourceStore store, RecordGate gate) {
        this.keys = keys;
        this.clock = clock;
        this.store = store;
        this.gate = gate;
    }

    Operation upsert(RecordKey key, ResourceWrite write) {
        return new Operation(key, Receipt.Action.UPSERT, at -> checked(key, write, () -> store.upsert(key, write, at)));
    }

    Operation create(RecordKey key, ResourceWrite write) {
        return new Operation(key, Receipt.Action.CREATE, at -> checked(key, write, () -> store.create(key, write, at)));
    }

    Operation delete(RecordKey key) {
        return new Operation(key, Receipt.Action.DELETE, at -> store.delete(key));
    }

    /** Does what the catalog has nothing against at this moment. */
    private Outcome checked(RecordKey key, ResourceWrite write, Supplier<Outcome> effect) {
        ObjectNode contained = Objects.requireNonNullElseGet(write.contained(), JsonNodeFactory.instance::objectNode);
        return gate.refusal(key.sourceKey(), key.type(), write.data(), contained)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(effect);
    }

    /** What is asked for, not checked before: what a single write would refuse at once, this refuses when its turn comes. */
    Operation of(String sourceKey, ResourceOperation asked) {
        RecordKey key = new RecordKey(sourceKey, asked.type(), idOrNew(asked.id()));
        Problems problems = new Problems();
        keys.check(key, problems);
        Operation operation = operation(key, asked, problems);
        return problems.any()
                ? new Operation(key, asked.action(), at -> new Outcome.Refused(problems.error()))
                : operation;
    }

    private Operation operation(RecordKey key, ResourceOperation asked, Problems problems) {
        if (asked instanceof ResourceOperation.Create create) {
            return create(key, checked(create.write(), problems));
        }
        if (asked instanceof ResourceOperation.Upsert upsert) {
            return upsert(key, checked(upsert.write(), problems));
        }
        return delete(key);
    }

    private ResourceWrite checked(ResourceWrite write, Problems problems) {
        if (write.meta() != null) {
            MetaCheck.rules(write.meta(), clock.instant(), problems);
        }
        return write;
    }

    /** The id asked for, or a new one where the choice is left to the registry. */
    String idOrNew(@Nullable String asked) {
        return Optional.ofNullable(asked)
                .filter(id -> !id.equals(RegistryId.GENERATE))
                .orElseGet(this::newId);
    }

    String newId() {
        return Ksuid.next(clock.instant());
    }
}
