package dev.fhirgateway;

import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Why a route file of the operator is not in use, in words that lead to the place.
 *
 * @param file the file's name
 * @param line its line, from 1; 0 when it is not known
 * @param column where in the line, from 1; 0 when it is not known
 * @param reason what is wrong; never a value out of the file, for that may be a password
 */
record UserRouteProblem(String file, int line, int column, String reason) {
    /** What Camel or the YAML parser threw at a text, told in plain words and with the place that it is about. */
    static UserRouteProblem of(String file, String text, Throwable fault) {
        RouteFault known = RouteFault.of(fault);
        int marked = offsetOf(text, fault);
        int word = offsetOf(text, known.word(), Math.max(marked, 0));
        return at(file, text, word < 0 ? marked : word, known.reason());
    }

    /** A problem with a word of the file. */
    static UserRouteProblem at(String file, String text, String word, String reason) {
        return at(file, text, offsetOf(text, word, 0), reason);
    }

    private static UserRouteProblem at(String file, String text, int offset, String reason) {
        if (offset < 0) {
            return new UserRouteProblem(file, 0, 0, reason);
        }
        int line = 1 + (int) text.chars().limit(offset).filter(c -> c == '\n').count();
        return new UserRouteProblem(file, line, offset - text.lastIndexOf('\n', offset - 1), reason);
    }

    /** Where the YAML parser marks a fault, often the object around it; -1 when nothing is marked. */
    private static int offsetOf(String text, Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof MarkedYamlEngineException marked
                    && marked.getProblemMark().isPresent()) {
                int index = marked.getProblemMark().get().getIndex();
                return text.offsetByCodePoints(0, Math.min(index, text.codePointCount(0, text.length())));
            }
        }
        return -1;
    }

    /** Most faults of Camel know no place, but a word that stands there. */
    private static int offsetOf(String text, String word, int from) {
        return word.isEmpty() ? -1 : text.indexOf(word, from);
    }

    @Override
    public String toString() {
        return file + (line > 0 ? ", line " + line + ", column " + column : "") + ": " + reason;
    }
}
