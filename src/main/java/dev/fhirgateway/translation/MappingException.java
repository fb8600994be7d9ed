package dev.fhirgateway.translation;

import java.util.List;
import java.util.stream.Collectors;

/** Mapping files that cannot be used. The message names every one of them, with line and reason, for the operator. */
public final class MappingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<MappingDefect> defects;

    MappingException(List<MappingDefect> defects) {
        super(defects.stream().map(MappingDefect::toString).collect(Collectors.joining("\n")), null, false, false);
        this.defects = List.copyOf(defects);
    }

    /** All that is wrong; never empty. */
    public List<MappingDefect> defects() {
        return defects;
    }
}
