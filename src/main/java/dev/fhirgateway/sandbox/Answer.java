package dev.fhirgateway.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RegistryError;

/** What an endpoint answers, before it is sent. */
record Answer(int httpStatus, ObjectNode body) {
    static Answer ok(ObjectNode body) {
        return new Answer(200, body);
    }

    static Answer error(RegistryError error) {
        return new Answer(error.code(), error.toJson());
    }

    static Answer error(ErrorType type, String message) {
        return error(RegistryError.of(type, message));
    }
}
