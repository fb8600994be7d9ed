package dev.fhirgateway.delivery;

import dev.fhirgateway.registry.RegistryPaths;
import dev.fhirgateway.upsert.BulkWrite;
import dev.fhirgateway.upsert.LifeSign;
import dev.fhirgateway.upsert.OpenTask;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.TaskDoubt;
import dev.fhirgateway.upsert.TaskOperation.Target;

/**
 * Where a call goes ({@code registry-side 2}, {@code 3} and {@code 7}).
 *
 * @param operation what is done, in a word for whoever counts
 * @param method of HTTP
 * @param path below the base URL of the registry, encoded
 */
record RegistryCall(String operation, String method, String path) {
    static RegistryCall of(RegistryCommand command) {
        String source = command.sourceKey();
        RecordName record = command.record();
        if (command instanceof RegistryCommand.CreateRelationship) {
            return new RegistryCall("create-relationship", "POST", RegistryPaths.relationships(source, record.type()));
        }
        if (command instanceof RegistryCommand.PatchRelationship) {
            return new RegistryCall(
                    "patch-relationship", "PATCH", RegistryPaths.relationship(source, record.type(), record.id()));
        }
        return new RegistryCall("put-resource", "PUT", RegistryPaths.resource(source, record.type(), record.id()));
    }

    /** Many writes in one request. */
    static RegistryCall of(BulkWrite bulk) {
        if (bulk.form() == BulkWrite.Form.BUNDLE) {
            return new RegistryCall("bundle", "POST", RegistryPaths.bundle(bulk.sourceKey()));
        }
        return bulk.target() == Target.RESOURCE
                ? new RegistryCall("bulk-resources", "POST", RegistryPaths.resourcesBulk(bulk.sourceKey()))
                : new RegistryCall("bulk-relationships", "POST", RegistryPaths.relationshipsBulk(bulk.sourceKey()));
    }

    /** Reads the record that a command writes. */
    static RegistryCall reading(RegistryCommand command) {
        RecordName record = command.record();
        return new RegistryCall(
                "get-resource", "GET", RegistryPaths.resource(command.sourceKey(), record.type(), record.id()));
    }

    /** Asks how a task stands, and each of its operations. */
    static RegistryCall asking(OpenTask task) {
        return new RegistryCall(
                "get-task", "GET", RegistryPaths.task(task.sourceKey(), task.taskId()) + "?withReceipts=true");
    }

    /** Reads what is not there. */
    static RegistryCall reading(LifeSign sign) {
        RecordName record = sign.record();
        return new RegistryCall(
                "get-resource", "GET", RegistryPaths.resource(sign.sourceKey(), record.type(), record.id()));
    }

    /** Reads what an operation wrote, or should have. */
    static RegistryCall reading(TaskDoubt doubt) {
        RecordName record = doubt.operation().record();
        return doubt.operation().target() == Target.RELATIONSHIP
                ? new RegistryCall(
                        "get-relationship",
                        "GET",
                        RegistryPaths.relationship(doubt.sourceKey(), record.type(), record.id()))
                : new RegistryCall(
                        "get-resource", "GET", RegistryPaths.resource(doubt.sourceKey(), record.type(), record.id()));
    }
}
