package dev.fhirgateway.translation;

import com.schibsted.spt.data.jslt.JsltException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a mapping file cannot be used.
 *
 * @param file its name for people, e.g. {@code config/mappings/Patient.jslt}
 * @param line where, from 1; 0 when the fault has no place
 * @param column where in the line, from 1; 0 when the fault has no place
 * @param reason what is wrong, in one line
 */
public record MappingDefect(String file, int line, int column, String reason) {
    private static final Pattern PLACE = Pattern.compile(" at line (\\d+), column (\\d+)\\.?");
    private static final Pattern UNEXPECTED =
            Pattern.compile("Encountered \" \\S+ \"(.*?) \".*|Lexical error.*Encountered: \"?(.+?)\"? .*");

    /** A fault of the file as a whole. */
    static MappingDefect of(String file, String reason) {
        return new MappingDefect(file, 0, 0, reason);
    }

    /** Reads JSLT's message: the place of the token at fault, and the first line of the text without its jargon. */
    static MappingDefect of(String file, JsltException e) {
        String text = String.valueOf(e.getMessageWithoutLocation()).replaceFirst("^Parse error: ", "");
        String first = text.lines().findFirst().orElse("unknown fault");
        Matcher place = PLACE.matcher(first);
        boolean told = place.find();
        return new MappingDefect(
                name(file, e.getSource() == null ? file : e.getSource()),
                told ? Integer.parseInt(place.group(1)) : Math.max(e.getLine(), 0),
                told ? Integer.parseInt(place.group(2)) : Math.max(e.getColumn(), 0),
                plain(place.replaceFirst("")));
    }

    /** The name for people of a file that is at fault: the mapping, or what it imports. */
    static String name(String mapping, String file) {
        return mapping.equals(file) ? mapping : mapping + " imports " + file;
    }

    private static String plain(String text) {
        if (text.startsWith("Encountered \"<EOF>\"")) {
            return "the file ends too early";
        }
        Matcher unexpected = UNEXPECTED.matcher(text);
        if (!unexpected.matches()) {
            return text;
        }
        String token = unexpected.group(1) != null ? unexpected.group(1) : unexpected.group(2);
        return "unexpected " + token.replace("\\\"", "\"");
    }

    @Override
    public String toString() {
        return file + (line > 0 ? ", line " + line : "") + (column > 0 ? ", column " + column : "") + ": " + reason;
    }
}
