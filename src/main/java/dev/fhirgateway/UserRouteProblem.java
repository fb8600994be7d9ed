package dev.fhirgateway;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Why a route file of the operator is not in use, in words that lead to the place.
 *
 * @param file the file's name
 * @param line its line, from 1; 0 when it is not known
 * @param reason what is wrong; never a value out of the file, for that may be a password
 */
record UserRouteProblem(String file, int line, String reason) {
    /** What Camel or the YAML parser threw at a text, told in plain words and with the line that it is about. */
    static UserRouteProblem of(String file, String text, Throwable fault) {
        RouteFault known = RouteFault.of(fault);
        return new UserRouteProblem(file, lineOf(fault).orElseGet(() -> lineWith(text, known.word())), known.reason());
    }

    /** A problem with a word of the file. */
    static UserRouteProblem at(String file, String text, String word, String reason) {
        return new UserRouteProblem(file, lineWith(text, word), reason);
    }

    private static Optional<Integer> lineOf(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof MarkedYamlEngineException marked
                    && marked.getProblemMark().isPresent()) {
                return Optional.of(marked.getProblemMark().get().getLine() + 1);
            }
        }
        return Optional.empty();
    }

    /** Most faults of Camel know no line, but a word that stands in it. */
    private static int lineWith(String text, String word) {
        int at = word.isEmpty() ? -1 : text.indexOf(word);
        return at < 0
                ? 0
                : 1 + (int) text.chars().limit(at).filter(c -> c == '\n').count();
    }

    @Override
    public String toString() {
        return file + (line > 0 ? ", line " + line : "") + ": " + reason;
    }
}
