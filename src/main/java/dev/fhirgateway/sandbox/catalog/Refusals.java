package dev.fhirgateway.sandbox.catalog;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.Problem;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.SourceKey;
import java.util.List;
import java.util.Optional;

/** The errors of this room, in the words of the rest of the sandbox. */
final class Refusals {
    private Refusals() {}

    /** All that is wrong with one request, at once. */
    static RegistryError invalid(List<String> reasons) {
        String message = reasons.size() == 1 ? "the request is not valid" : reasons.size() + " things are wrong";
        return RegistryError.of(
                ErrorType.INVALID_ARGUMENT,
                message,
                reasons.stream()
                        .map(reason -> RegistryError.of(ErrorType.INVALID_ARGUMENT, reason))
                        .toList());
    }

    /** The error that tells these problems; empty when there are none. */
    static Optional<RegistryError> ofProblems(List<Problem> problems) {
        return problems.isEmpty() ? Optional.empty() : Optional.of(invalid(told(problems)));
    }

    static List<String> told(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.path() + ": " + problem.reason())
                .toList();
    }

    static RegistryError illegalSource() {
        return invalid(List.of("sourceKey: does not match " + SourceKey.PATTERN));
    }

    static RegistryError notFound(String what) {
        return RegistryError.of(ErrorType.NOT_FOUND, "there is no such " + what);
    }

    static RegistryError precondition(String reason) {
        return RegistryError.of(ErrorType.FAILED_PRECONDITION, reason);
    }
}
