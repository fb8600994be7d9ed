package dev.fhirgateway.sandbox.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.Problem;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.SourceKey;
import dev.fhirgateway.sandbox.trouble.TroubleScriptException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Gathers all that is wrong with one request, so that it can be told at once. */
public final class Problems {
    private final List<RegistryError> found = new ArrayList<>();

    public void add(String element, String reason) {
        found.add(RegistryError.of(ErrorType.INVALID_ARGUMENT, element + ": " + reason));
    }

    public void addAll(List<Problem> problems) {
        problems.forEach(problem -> add(problem.path(), problem.reason()));
    }

    public void checkSourceKey(String sourceKey) {
        if (!SourceKey.isLegal(sourceKey)) {
            add("sourceKey", "does not match " + SourceKey.PATTERN);
        }
    }

    /** Holds the keys of an object against those that it may have; anything else than an object has none. */
    public void checkKeys(String prefix, JsonNode object, Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                add(prefix + name, "is not a property of this request");
            }
        });
    }

    public boolean any() {
        return !found.isEmpty();
    }

    /** All that is wrong with a script of trouble as one error with details. */
    public static RegistryError error(TroubleScriptException broken) {
        Problems problems = new Problems();
        broken.problems().forEach(problem -> problems.found.add(RegistryError.of(ErrorType.INVALID_ARGUMENT, problem)));
        return problems.error();
    }

    /** All of it as one error with details. */
    public RegistryError error() {
        String message = found.size() == 1 ? "the request is not valid" : found.size() + " things are wrong";
        return RegistryError.of(ErrorType.INVALID_ARGUMENT, message, found);
    }
}
