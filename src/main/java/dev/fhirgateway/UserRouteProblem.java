package dev.fhirgateway;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Why a route file of the operator is not in use, in words that lead to the place.
 *
 * @param file the file's name
 * @param line its line, from 1; 0 when it is not known
 * @param reason what is wrong
 */
record UserRouteProblem(String file, int line, String reason) {
    private static final Pattern CAMEL_LINE = Pattern.compile("(?:\\.yaml:|, line )(\\d+)");

    /** Reads place and reason out of what Camel or the YAML parser threw. */
    static UserRouteProblem of(String file, int routeLine, Throwable fault) {
        int line = 0;
        Throwable root = fault;
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            line = line == 0 ? lineOf(cause) : line;
            root = cause;
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return new UserRouteProblem(file, line == 0 ? routeLine : line, firstLine(message));
    }

    private static int lineOf(Throwable fault) {
        if (fault instanceof MarkedYamlEngineException marked
                && marked.getProblemMark().isPresent()) {
            return marked.getProblemMark().get().getLine() + 1;
        }
        Matcher line = CAMEL_LINE.matcher(String.valueOf(fault.getMessage()));
        return line.find() ? Integer.parseInt(line.group(1)) : 0;
    }

    private static String firstLine(String message) {
        return message.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("not readable")
                .strip();
    }

    @Override
    public String toString() {
        return file + (line > 0 ? ", line " + line : "") + ": " + reason;
    }
}
