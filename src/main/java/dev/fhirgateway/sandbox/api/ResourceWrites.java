package dev.fhirgateway.sandbox.api;

import dev.fhirgateway.registry.Ksuid;
import dev.fhirgateway.registry.RegistryId;
import dev.fhirgateway.registry.ResourceOperation;
import dev.fhirgateway.registry.ResourceWrite;
import dev.fhirgateway.sandbox.record.Operation;
import dev.fhirgateway.sandbox.record.Problems;
import dev.fhirgateway.sandbox.record.RecordKey;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the operations on resources, the same for single writes, bulk requests and bundles. */
final class ResourceWrites {
    private final KeyCheck keys;
    private final Clock clock;

    ResourceWrites(KeyCheck keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** What is asked for, not checked before: what a single write would refuse at once, this refuses when its turn comes. */
    Operation of(String sourceKey, ResourceOperation asked) {
        RecordKey key = new RecordKey(sourceKey, asked.type(), idOrNew(asked.id()));
        Problems problems = new Problems();
        keys.check(key, problems);
        Operation operation = operation(key, asked, problems);
        return problems.any()
                ? new Operation.Senseless(operation.target(), asked.action(), problems.error())
                : operation;
    }

    private Operation operation(RecordKey key, ResourceOperation asked, Problems problems) {
        if (asked instanceof ResourceOperation.Create create) {
            return Operation.OfResource.create(key, checked(create.write(), problems));
        }
        if (asked instanceof ResourceOperation.Upsert upsert) {
            return Operation.OfResource.upsert(key, checked(upsert.write(), problems));
        }
        return Operation.OfResource.delete(key);
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
