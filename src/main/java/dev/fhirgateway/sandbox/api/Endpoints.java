package dev.fhirgateway.sandbox.api;

import dev.fhirgateway.sandbox.record.Holdings;
import dev.fhirgateway.sandbox.record.TaskBook;
import java.time.Clock;

/** The endpoints of the registry's contract for the records of one sandbox; all but those of the catalog. */
public record Endpoints(
        ResourceApi resources,
        ContainedApi contained,
        RelationshipApi relationships,
        BulkApi<?> resourceBulks,
        BulkApi<?> relationshipBulks,
        BundleApi bundles,
        PurgeApi purges,
        TaskApi tasks,
        PartitionApi partitions,
        Listing listing) {
    /**
     * Makes them all.
     *
     * @param clock gives whole milliseconds
     */
    public static Endpoints of(Holdings holdings, Behaviour behaviour, ApiKeys apiKeys, Clock clock) {
        KeyCheck keys = new KeyCheck(behaviour.lenientIds());
        Shape shape = new Shape(behaviour.legacy());
        TaskBook tasks = holdings.tasks();
        TaskDesk desk = new TaskDesk(shape, holdings);
        ResourceWrites resources = new ResourceWrites(keys, clock);
        RelationshipWrites relationships = new RelationshipWrites(clock);
        WriteAnswers writes = new WriteAnswers(behaviour.asyncTypes(), shape, tasks);
        return new Endpoints(
                new ResourceApi(keys, clock, holdings, resources, writes),
                new ContainedApi(keys, resources, writes),
                new RelationshipApi(shape, clock, holdings, writes),
                BulkApi.ofResources(resources, tasks, desk),
                BulkApi.ofRelationships(relationships, tasks, desk),
                new BundleApi(behaviour.asyncTypes(), resources, relationships, tasks, desk),
                new PurgeApi(tasks, desk),
                new TaskApi(desk),
                new PartitionApi(shape, apiKeys.sources(), holdings),
                new Listing(holdings));
    }
}
