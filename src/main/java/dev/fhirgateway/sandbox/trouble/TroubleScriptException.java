package dev.fhirgateway.sandbox.trouble;

import java.util.List;

/** A script that cannot be used. */
public final class TroubleScriptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An exception has to be serializable, and not every list is. */
    private final String[] problems;

    TroubleScriptException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = problems.toArray(String[]::new);
    }

    /** All that is wrong, in the order of the text, each with its line where the text has lines. */
    public List<String> problems() {
        return List.of(problems);
    }
}
