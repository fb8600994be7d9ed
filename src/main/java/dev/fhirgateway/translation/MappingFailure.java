package dev.fhirgateway.translation;

import com.schibsted.spt.data.jslt.JsltException;

/** A mapping made nothing of a resource that could be sent. Its message quotes nothing of the resource. */
final class MappingFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String mapping;
    private final String file;
    private final int line;
    private final String why;
    private final boolean endless;

    private MappingFailure(String mapping, String file, int line, String why, boolean endless) {
        super(mapping + " failed on this entry" + place(mapping, file, line) + why(": ", why, ""), null, false, false);
        this.mapping = mapping;
        this.file = file;
        this.line = line;
        this.why = why;
        this.endless = endless;
    }

    /** JSLT stopped; of its error the place is told, and the text only where it quotes nothing of the resource. */
    static MappingFailure at(Mapping mapping, JsltException e) {
        boolean imported = e.getSource() != null && !mapping.file().equals(e.getSource());
        boolean endless = e instanceof WorkLimit.Exceeded;
        String why = endless || e instanceof ToldByMapping ? String.valueOf(e.getMessageWithoutLocation()) : "";
        String file = imported ? e.getSource() : mapping.file();
        return new MappingFailure(mapping.file(), file, Math.max(e.getLine(), 0), why, endless);
    }

    /** What it gave cannot be sent. */
    static MappingFailure of(Mapping mapping, String fault) {
        return new MappingFailure(mapping.file(), mapping.file(), 0, fault, false);
    }

    /** It had to be stopped. */
    static MappingFailure endless(Mapping mapping, String why) {
        return new MappingFailure(mapping.file(), mapping.file(), 0, why, true);
    }

    private static String place(String mapping, String file, int line) {
        return line == 0 ? "" : " at line " + line + (mapping.equals(file) ? "" : " of " + file);
    }

    private static String why(String before, String why, String after) {
        return why.isEmpty() ? "" : before + why + after;
    }

    /** Whether it had to be stopped, so that trying again costs more than it tells. */
    boolean isEndless() {
        return endless;
    }

    /** As the outcome of an entry. */
    MappingOutcome.Failed on(String element) {
        return new MappingOutcome.Failed(file, line, String.valueOf(getMessage()), element);
    }

    /** As a defect of the file: what it does not do, and what would help. */
    MappingDefect asDefect(String what, String help) {
        return new MappingDefect(MappingDefect.name(mapping, file), line, 0, what + why(" (", why, ")") + "; " + help);
    }
}
