package dev.fhirgateway.registry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The id of a relationship, which its ends make up ({@code source 004}): so there is one relationship at most for a
 * type and two ends. Whether the ends are legal ids is not asked here; only the marks that the forms are told apart by
 * ({@code .}, {@code ,} and the {@code :} of identifier notation) cannot be in them, nor in any legal id.
 *
 * @param from id of the record that the relationship starts at
 * @param to id of the record that it leads to
 */
public record RelationshipId(String from, String to) {
    private static final String PART = "[^.,:]+";
    private static final Pattern END = Pattern.compile(PART);
    private static final Pattern CURRENT = form("(%1$s)[.](%1$s)");
    private static final Pattern LEGACY_SHORT = form("(%1$s),(%1$s)");
    private static final Pattern LEGACY_LONG = form("%1$s[.](%1$s),%1$s[.](%1$s)");

    /**
     * The id of two ends.
     *
     * @throws IllegalArgumentException when {@link #canJoin} says no to an end
     */
    public RelationshipId {
        if (!canJoin(from) || !canJoin(to)) {
            throw new IllegalArgumentException("an end of a relationship is empty or holds one of . , :");
        }
    }

    /** Whether a record id can be an end. */
    public static boolean canJoin(String recordId) {
        return END.matcher(recordId).matches();
    }

    /**
     * Reads the current form {@code {from}.{to}} and the two older ones, {@code {from},{to}} and
     * {@code {fromType}.{from},{toType}.{to}}, whose types are passed over. Empty when the text is none of them.
     */
    public static Optional<RelationshipId> parse(String text) {
        return Stream.of(CURRENT, LEGACY_SHORT, LEGACY_LONG)
                .map(form -> form.matcher(text))
                .filter(Matcher::matches)
                .map(form -> new RelationshipId(form.group(1), form.group(2)))
                .findFirst();
    }

    /** The current form, the only one that is sent: {@code {from}.{to}}. */
    public String text() {
        return from + "." + to;
    }

    /** The older short form, {@code {from},{to}}. */
    public String legacyShort() {
        return from + "," + to;
    }

    /** The older long form, {@code {fromType}.{from},{toType}.{to}}. */
    public String legacyLong(String fromType, String toType) {
        return fromType + "." + from + "," + toType + "." + to;
    }

    private static Pattern form(String template) {
        return Pattern.compile(template.formatted(PART));
    }

    @Override
    public String toString() {
        return "RelationshipId[]";
    }
}
