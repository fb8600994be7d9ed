package dev.fhirgateway.ledger.letters;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a dead letter stands. */
public enum LetterState {
    /** None yet: the registry has accepted the entry, and its original is kept until the end of its task. */
    ACCEPTED,
    /** None yet: it could not be delivered, and the gateway sends it again by itself when the registry answers. */
    WAITING,
    /** It failed finally, and somebody has to act. */
    OPEN,
    /** It is to be sent again, or is being sent. */
    REPLAYING,
    /** It was sent again, and the registry has it. */
    REPLAYED,
    /** A newer version of its record was delivered, and stands for it. */
    HEALED,
    /** It was to be sent again, and was not, because a newer version of its record was delivered before. */
    SUPERSEDED,
    /** Somebody has decided that it is not needed. */
    DISCARDED;

    /** Those that a newer version of their record settles. */
    static final String UNSETTLED = words(EnumSet.of(ACCEPTED, WAITING, OPEN, REPLAYING));

    static final String SETTLED = words(EnumSet.of(REPLAYED, HEALED, SUPERSEDED, DISCARDED));

    /** Those that can be seen. */
    public static final Set<LetterState> SHOWN = Set.copyOf(EnumSet.complementOf(EnumSet.of(ACCEPTED)));

    private static String words(Set<LetterState> states) {
        return states.stream().map(state -> "'" + state.code() + "'").collect(Collectors.joining(", ", "(", ")"));
    }

    /** As it is written and shown. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of that code; empty for a word that is none. */
    public static Optional<LetterState> ofCode(String code) {
        return Arrays.stream(values())
                .filter(state -> state.code().equals(code))
                .findFirst();
    }

    static LetterState read(String code) {
        return ofCode(code).orElseThrow();
    }
}
