package dev.fhirgateway;

/** A route file is not taken; what ran before it is not touched, or runs again. */
final class RouteRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient UserRouteProblem problem;

    RouteRefused(UserRouteProblem problem) {
        super(problem.toString(), null, true, false);
        this.problem = problem;
    }

    UserRouteProblem problem() {
        return problem;
    }
}
