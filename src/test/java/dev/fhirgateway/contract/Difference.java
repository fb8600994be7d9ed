package dev.fhirgateway.contract;

/** Ends a check: the registry does not do what the row says. */
final class Difference extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String came;

    /** Both in words that hold no value of a record: statuses, names of fields, types of error. */
    Difference(String expected, String came) {
        super("expected " + expected + "; came " + came);
        this.expected = expected;
        this.came = came;
    }

    Verdict verdict() {
        return new Verdict.Differs(expected, came);
    }
}
