package dev.fhirgateway;

import java.util.List;

/** Route files of the operator are broken at start: nothing runs on a configuration that was not meant. */
final class UserRoutesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<UserRouteProblem> problems;

    UserRoutesException(List<UserRouteProblem> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    List<UserRouteProblem> problems() {
        return problems;
    }
}
