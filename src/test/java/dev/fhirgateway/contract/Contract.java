package dev.fhirgateway.contract;

import java.util.List;
import java.util.stream.Stream;

/** All rows of the registry's wire contract that can be looked at from outside. */
final class Contract {
    private Contract() {}

    static List<ContractRow> rows() {
        return Stream.of(
                        ResourceWriteRows.rows(),
                        ResourceReadRows.rows(),
                        AcceptedRows.rows(),
                        IdRows.rows(),
                        ContainedRows.rows(),
                        ContainedRefusalRows.rows(),
                        RelationshipCreateRows.rows(),
                        RelationshipChangeRows.rows(),
                        RelationshipIdRows.rows(),
                        MetadataRows.rows(),
                        BulkRows.rows(),
                        BulkRelationshipRows.rows(),
                        BundleRows.rows(),
                        BundleRefusalRows.rows(),
                        PurgeRows.rows(),
                        TaskRows.rows(),
                        PartitionRows.rows(),
                        ErrorRows.rows(),
                        CatalogRows.rows())
                .flatMap(List::stream)
                .toList();
    }
}
