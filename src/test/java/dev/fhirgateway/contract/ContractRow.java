package dev.fhirgateway.contract;

/**
 * One statement of the contract, and how it is looked at.
 *
 * @param id short and lasting, to name the row by
 * @param endpoint method and path, below {@code /sources/{sourceKey}/v1} where it begins without a slash
 * @param source where the statement comes from: {@code source 004} and the like, {@code docs} for the registry's
 *     reference pages, {@code inferred}, or {@code our decision} with its number in the contract notes
 * @param statement what a registry does
 * @param check ends in peace, or with a {@link Difference} or {@link CannotTell}
 */
record ContractRow(String id, String endpoint, String source, String statement, Check check) {
    /** Looks at one thing. */
    @FunctionalInterface
    interface Check {
        void look(Talk talk);
    }

    /** Looks at it in a talk of its own. */
    Verdict verdict(Talk talk) {
        try {
            check.look(talk);
            return new Verdict.Confirmed();
        } catch (Difference difference) {
            return difference.verdict();
        } catch (CannotTell cannotTell) {
            return cannotTell.verdict();
        }
    }

    /** The row in one line. */
    String title() {
        return id + ": " + statement + " [" + source + "]";
    }
}
