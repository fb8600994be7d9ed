package dev.fhirgateway.contract;

/** Ends a check: this registry, or what the suite may do with it, does not let the row be looked at. */
final class CannotTell extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotTell(String why) {
        super(why);
    }

    Verdict verdict() {
        return new Verdict.CouldNotTell(String.valueOf(getMessage()));
    }
}
