package dev.fhirgateway.sandbox.record;

import dev.fhirgateway.registry.Receipt;
import java.util.List;

/** Remembers records as they are, for the case that what is done to them has to be taken back. */
final class WayBack {
    private final ResourceStore resources;
    private final RelationshipStore relationships;

    WayBack(ResourceStore resources) {
        this.resources = resources;
        this.relationships = resources.relationships();
    }

    /** The way back to the record as it is now, and to the relationships that would go with it. */
    Runnable to(Operation.Target target) {
        RecordKey key = new RecordKey(target.sourceKey(), target.type(), target.id());
        if (target.kind() == Receipt.TargetType.RELATIONSHIP) {
            return relationships.wayBack(key);
        }
        Runnable resource = resources.wayBack(key);
        List<Runnable> around =
                relationships.of(key).stream().map(relationships::wayBack).toList();
        return () -> {
            resource.run();
            around.forEach(Runnable::run);
        };
    }
}
