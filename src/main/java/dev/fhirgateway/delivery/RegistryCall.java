package dev.fhirgateway.delivery;

import dev.fhirgateway.registry.RegistryPaths;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.RegistryCommand;

/**
 * Where a command goes ({@code registry-side 2} and {@code 3}).
 *
 * @param method of HTTP
 * @param path below the base URL of the registry, encoded
 */
record RegistryCall(String method, String path) {
    static RegistryCall of(RegistryCommand command) {
        String source = command.entry().origin().sourceKey();
        RecordName record = command.record();
        if (command instanceof RegistryCommand.CreateRelationship) {
            return new RegistryCall("POST", RegistryPaths.relationships(source, record.type()));
        }
        if (command instanceof RegistryCommand.PatchRelationship) {
            return new RegistryCall("PATCH", RegistryPaths.relationship(source, record.type(), record.id()));
        }
        return new RegistryCall("PUT", RegistryPaths.resource(source, record.type(), record.id()));
    }

    /** Reads the record that a command writes. */
    static RegistryCall reading(RegistryCommand command) {
        RecordName record = command.record();
        return new RegistryCall(
                "GET", RegistryPaths.resource(command.entry().origin().sourceKey(), record.type(), record.id()));
    }
}
