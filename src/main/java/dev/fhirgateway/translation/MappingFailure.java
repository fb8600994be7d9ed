package dev.fhirgateway.translation;

import com.schibsted.spt.data.jslt.JsltException;

/** A mapping made nothing of a resource that could be sent. Its message quotes nothing of the resource. */
final class MappingFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final boolean endless;

    private MappingFailure(String mapping, String file, int line, String why, boolean endless) {
        super(mapping + " failed on this entry" + why, null, false, false);
        this.file = file;
        this.line = line;
        this.endless = endless;
    }

    /** JSLT stopped; of its error only the place is told, for its text quotes the resource. */
    static MappingFailure at(Mapping mapping, JsltException e) {
        if (e.getLine() < 0) {
            return of(mapping, "");
        }
        boolean imported = e.getSource() != null && !mapping.file().equals(e.getSource());
        String place = " at line " + e.getLine() + (imported ? " of " + e.getSource() : "");
        return new MappingFailure(mapping.file(), imported ? e.getSource() : mapping.file(), e.getLine(), place, false);
    }

    /** Another fault. */
    static MappingFailure of(Mapping mapping, String why) {
        return new MappingFailure(mapping.file(), mapping.file(), 0, why, false);
    }

    /** It had to be stopped. */
    static MappingFailure endless(Mapping mapping, String why) {
        return new MappingFailure(mapping.file(), mapping.file(), 0, ": " + why, true);
    }

    /** Whether it had to be stopped, so that trying again costs more than it tells. */
    boolean isEndless() {
        return endless;
    }

    /** As the outcome of an entry. */
    MappingOutcome.Failed on(String element) {
        return new MappingOutcome.Failed(file, line, String.valueOf(getMessage()), element);
    }
}
