package dev.fhirgateway.sandbox;

import org.junit.jupiter.api.Nested;

/** What a sandbox keeps in a file it tells as one that keeps it in memory: the same tests once more. */
class SandboxOnFileTest {
    @Nested
    @OnFile
    class Records extends SandboxRecordsTest {}

    @Nested
    @OnFile
    class Bulk extends SandboxBulkTest {}

    @Nested
    @OnFile
    class Bundle extends SandboxBundleTest {}

    @Nested
    @OnFile
    class BundleRefusals extends SandboxBundleRefusalsTest {}

    @Nested
    @OnFile
    class Catalog extends SandboxCatalogTest {}

    @Nested
    @OnFile
    class Contained extends SandboxContainedTest {}

    @Nested
    @OnFile
    class LegacyTasks extends SandboxLegacyTasksTest {}

    @Nested
    @OnFile
    class Metadata extends SandboxMetadataTest {}

    @Nested
    @OnFile
    class Notations extends SandboxNotationsTest {}

    @Nested
    @OnFile
    class Partitions extends SandboxPartitionsTest {}

    @Nested
    @OnFile
    class Purge extends SandboxPurgeTest {}

    @Nested
    @OnFile
    class RelationshipPatch extends SandboxRelationshipPatchTest {}

    @Nested
    @OnFile
    class RelationshipTasks extends SandboxRelationshipTasksTest {}

    @Nested
    @OnFile
    class RelationshipsBulk extends SandboxRelationshipsBulkTest {}

    @Nested
    @OnFile
    class Relationships extends SandboxRelationshipsTest {}

    @Nested
    @OnFile
    class ScriptTasks extends SandboxScriptTasksTest {}

    @Nested
    @OnFile
    class TaskOutcomes extends SandboxTaskOutcomesTest {}

    @Nested
    @OnFile
    class Tasks extends SandboxTasksTest {}

    @Nested
    @OnFile
    class StrictCatalog extends SandboxStrictCatalogTest {}
}
