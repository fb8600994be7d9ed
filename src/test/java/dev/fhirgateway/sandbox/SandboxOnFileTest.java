package dev.fhirgateway.sandbox;

import org.junit.jupiter.api.Nested;

/** What a sandbox keeps in a file it tells as one that keeps it in memory: the same tests once more. */
class SandboxOnFileTest {
    @Nested
    class Records extends SandboxRecordsTest {
        @Override
        boolean onFile() {
            return true;
        }
    }

    @Nested
    class Bulk extends SandboxBulkTest {
        @Override
        boolean onFile() {
            return true;
        }
    }

    @Nested
    class Bundle extends SandboxBundleTest {
        @Override
        boolean onFile() {
            return true;
        }
    }

    @Nested
    class BundleRefusals extends SandboxBundleRefusalsTest {
        @Override
        boolean onFile() {
            return true;
        }
    }

    @Nested
    class Catalog extends SandboxCatalogTest {
        @Override
        boolean onFile() {
            return true;
        }
    }

    @Nested
    class Contained extends SandboxContainedTest {
        @Override
        boolean onFile() {
            return true;
        }
    }

    @Nested
    class LegacyTasks extends SandboxLegacyTasksTest {
        @Override
        boolean onFile() {
            return true;
        }
    }

    @Nested
    class Metadata extends SandboxMetadataTest {
        @Override
        boolean onFile() {
            return true;
        }
    }

    @Nested
    class Notations extends SandboxNotationsTest {
        @Override
        boolean onFile() {
            return true;
        }
    }

    @Nested
    class Partitions extends SandboxPartitionsTest {
        @Override
        boolean onFile() {
            return true;
        }
    }

    @Nested
    class Purge extends SandboxPurgeTest {
        @Override
        boolean onFile() {
            return true;
        }
    }

    @Nested
    class RelationshipPatch extends SandboxRelationshipPatchTest {
        @Override
        boolean onFile() {
            return true;
        }
    }

    @Nested
    class RelationshipTasks extends SandboxRelationshipTasksTest {
        @Override
        boolean onFile() {
            return true;
        }
    }

    @Nested
    class RelationshipsBulk extends SandboxRelationshipsBulkTest {
        @Override
        boolean onFile() {
            return true;
        }
    }

    @Nested
    class Relationships extends SandboxRelationshipsTest {
        @Override
        boolean onFile() {
            return true;
        }
    }

    @Nested
    class ScriptTasks extends SandboxScriptTasksTest {
        @Override
        boolean onFile() {
            return true;
        }
    }

    @Nested
    class TaskOutcomes extends SandboxTaskOutcomesTest {
        @Override
        boolean onFile() {
            return true;
        }
    }

    @Nested
    class Tasks extends SandboxTasksTest {
        @Override
        boolean onFile() {
            return true;
        }
    }

    @Nested
    class StrictCatalog extends SandboxStrictCatalogTest {
        @Override
        boolean onFile() {
            return true;
        }
    }
}
