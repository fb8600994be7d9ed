package dev.fhirgateway.upsert;

import com.fasterxml.jackson.databind.node.ContainerNode;
import java.util.Objects;

/**
 * A call that would be made.
 *
 * @param method of HTTP
 * @param path below the base URL of the registry
 * @param body what would be sent. Read it, never change it
 */
public record PlannedCall(String method, String path, ContainerNode<?> body) {
    public PlannedCall {
        Objects.requireNonNull(method);
        Objects.requireNonNull(path);
        Objects.requireNonNull(body);
    }

    @Override
    public String toString() {
        return "PlannedCall[" + method + "]";
    }
}
