package dev.fhirgateway.access;

import java.util.List;

/** The clients file cannot be used, or a change to it cannot be made. Holds every problem at once, and no secret. */
public final class ClientsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    ClientsException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    ClientsException(String problem) {
        this(List.of(problem));
    }

    /** Each in plain words, with file and line where they are known; never empty. */
    public List<String> problems() {
        return problems;
    }
}
