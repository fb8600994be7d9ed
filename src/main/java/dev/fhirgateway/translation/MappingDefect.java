package dev.fhirgateway.translation;

import com.schibsted.spt.data.jslt.JsltException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a mapping file cannot be used.
 *
 * @param file its name for people, e.g. {@code config/mappings/Patient.jslt}
 * @param line where, from 1; 0 when the fault has no place
 * @param reason what is wrong, in one line
 */
record MappingDefect(String file, int line, String reason) {
    private static final Pattern PLACE = Pattern.compile(" at line (\\d+), column \\d+\\.?");
    private static final Pattern UNEXPECTED =
            Pattern.compile("Encountered \" \\S+ \"(.*?) \".*|Lexical error.*Encountered: \"?(.+?)\"? .*");

    /** Reads JSLT's message: the line of the token at fault, and the first line of the text without its jargon. */
    static MappingDefect of(String file, JsltException e) {
        String text = String.valueOf(e.getMessageWithoutLocation()).replaceFirst("^Parse error: ", "");
        String first = text.lines().findFirst().orElse("unknown fault");
        Matcher place = PLACE.matcher(first);
        int line = place.find() ? Integer.parseInt(place.group(1)) : Math.max(e.getLine(), 0);
        boolean imported = e.getSource() != null && !e.getSource().equals(file);
        return new MappingDefect(
                imported ? file + " imports " + e.getSource() : file, line, plain(place.replaceFirst("")));
    }

    private static String plain(String text) {
        if (text.startsWith("Encountered \"<EOF>\"")) {
            return "the file ends too early";
        }
        Matcher unexpected = UNEXPECTED.matcher(text);
        if (!unexpected.matches()) {
            return text;
        }
        return "unexpected " + (unexpected.group(1) != null ? unexpected.group(1) : unexpected.group(2));
    }

    @Override
    public String toString() {
        return file + (line > 0 ? ", line " + line : "") + ": " + reason;
    }
}
