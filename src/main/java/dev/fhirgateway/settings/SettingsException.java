package dev.fhirgateway.settings;

import java.util.List;

/** The settings cannot be used. Holds every problem at once, in plain words for the operator, and no value of any. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    SettingsException(List<String> problems) {
        super("The settings cannot be used:\n- " + String.join("\n- ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each names the key, where it was given and what is expected; never empty. */
    public List<String> problems() {
        return problems;
    }
}
