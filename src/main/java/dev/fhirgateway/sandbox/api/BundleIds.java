package dev.fhirgateway.sandbox.api;

import dev.fhirgateway.registry.BundleRequest;
import dev.fhirgateway.registry.RelationshipOperation;
import dev.fhirgateway.registry.ResourceOperation;
import dev.fhirgateway.registry.RootIdToken;
import dev.fhirgateway.registry.RootIds;
import dev.fhirgateway.sandbox.record.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Chooses the ids that a bundle leaves to the registry, and puts them where their tokens stand. */
final class BundleIds {
    private final Supplier<String> newId;
    private final Map<RootIdToken, String> chosen = new HashMap<>();

    BundleIds(Supplier<String> newId) {
        this.newId = newId;
    }

    /**
     * The same bundle with ids for tokens.
     *
     * @param problems takes the creates that share a token, of which no reference could tell which is meant
     */
    BundleRequest withIds(BundleRequest asked, Problems problems) {
        List<ResourceOperation> resources = new ArrayList<>();
        for (int i = 0; i < asked.resourceOperations().size(); i++) {
            ResourceOperation operation = asked.resourceOperations().get(i);
            resources.add(
                    operation instanceof ResourceOperation.Create create ? withId(create, i, problems) : operation);
        }
        RootIds ids = new RootIds(chosen);
        return new BundleRequest(
                resources.stream().map(operation -> in(ids, operation)).toList(),
                asked.relationshipOperations().stream()
                        .map(operation -> in(ids, operation))
                        .toList());
    }

    private ResourceOperation.Create withId(ResourceOperation.Create create, int index, Problems problems) {
        Optional<RootIdToken> token = Optional.ofNullable(create.id()).flatMap(RootIdToken::parse);
        if (token.isEmpty() && create.id() != null) {
            return create;
        }
        String id = newId.get();
        if (token.isPresent() && chosen.putIfAbsent(token.get(), id) != null) {
            problems.add("resourceOperations[" + index + "].create.id", "is the token of an operation before");
        }
        return new ResourceOperation.Create(id, create.type(), create.write());
    }

    private static ResourceOperation in(RootIds ids, ResourceOperation operation) {
        if (operation instanceof ResourceOperation.Create create) {
            return new ResourceOperation.Create(create.id(), create.type(), ids.in(create.write()));
        }
        if (operation instanceof ResourceOperation.Upsert upsert) {
            return new ResourceOperation.Upsert(upsert.id(), upsert.type(), ids.in(upsert.write()));
        }
        return operation;
    }

    private static RelationshipOperation in(RootIds ids, RelationshipOperation operation) {
        if (operation instanceof RelationshipOperation.Create create) {
            return new RelationshipOperation.Create(create.type(), ids.in(create.write()));
        }
        if (operation instanceof RelationshipOperation.Upsert upsert) {
            return new RelationshipOperation.Upsert(upsert.type(), ids.in(upsert.write()));
        }
        return operation;
    }
}
