package dev.fhirgateway.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RegistryError;
import java.util.List;

/** What an endpoint answers, before it is sent. */
public record Answer(int httpStatus, JsonNode body) {
    public static Answer ok(ObjectNode body) {
        return new Answer(200, body);
    }

    /** The one that was found. To choose between several would be a guess, and to show one a lie. */
    static Answer theOnly(List<ObjectNode> found) {
        if (found.size() > 1) {
            return error(
                    ErrorType.FAILED_PRECONDITION,
                    found.size() + " records go by this id; ask for source:{id}:{sourceKey}.{type}");
        }
        return found.isEmpty() ? error(ErrorType.NOT_FOUND, "there is no such record") : ok(found.get(0));
    }

    public static Answer error(RegistryError error) {
        return new Answer(error.code(), error.toJson());
    }

    public static Answer error(ErrorType type, String message) {
        return error(RegistryError.of(type, message));
    }
}
