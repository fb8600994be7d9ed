package dev.fhirgateway.sandbox.api;

import dev.fhirgateway.registry.RelationshipOperation;
import dev.fhirgateway.registry.RelationshipWrite;
import dev.fhirgateway.sandbox.record.Operation;
import dev.fhirgateway.sandbox.record.Problems;
import dev.fhirgateway.sandbox.record.RecordKey;
import java.time.Clock;

/** Makes the operations on relationships of bulk requests and bundles. */
final class RelationshipWrites {
    private final Clock clock;

    RelationshipWrites(Clock clock) {
        this.clock = clock;
    }

    /** What is asked for, not checked before: what a single write would refuse at once, this refuses in its turn. */
    Operation of(String sourceKey, RelationshipOperation asked) {
        RecordKey key = new RecordKey(sourceKey, asked.type(), asked.id().text());
        Problems problems = new Problems();
        KeyCheck.type(key.type(), problems);
        if (asked instanceof RelationshipOperation.Create create) {
            checkMeta(create.write(), problems);
        } else if (asked instanceof RelationshipOperation.Upsert upsert) {
            checkMeta(upsert.write(), problems);
        }
        Operation operation = new Operation.OfRelationship(key, asked);
        return problems.any()
                ? new Operation.Senseless(operation.target(), asked.action(), problems.error())
                : operation;
    }

    private void checkMeta(RelationshipWrite write, Problems problems) {
        if (write.meta() != null) {
            MetaCheck.rules(write.meta(), clock.instant(), problems);
        }
    }
}
