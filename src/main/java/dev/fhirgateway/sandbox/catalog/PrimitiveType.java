package dev.fhirgateway.sandbox.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The registry's data types that hold one value ({@code registry-side 8}). */
enum PrimitiveType {
    BOOLEAN(Family.OTHER, JsonNode::isBoolean, "is not true or false"),
    /** The prose of the contract goes before FHIR R4's expression, which lets tabs through. */
    CODE(
            Family.TEXT,
            form("[^\\s]+( [^\\s]+)*"),
            "is not a code: text without space at its ends, single spaces within"),
    DATE(Family.OTHER, text(DateForms::isDate), "is not a date: a year, a month or a day of the calendar"),
    DATETIME(
            Family.OTHER,
            text(DateForms::isDateTime),
            "is not a date or a date with a time to the second and a time zone"),
    DECIMAL(Family.NUMBER, JsonNode::isNumber, "is not a number"),
    INSTANT(Family.OTHER, text(DateForms::isInstant), "is not a day with a time to the second and a time zone"),
    INTEGER(
            Family.NUMBER,
            value -> value.isIntegralNumber() && value.canConvertToLong(),
            "is not a whole number of at most 64 bits"),
    MARKDOWN(Family.TEXT, JsonNode::isTextual, "is not a string"),
    SYMBOL(Family.TEXT, JsonNode::isTextual, "is not a string"),
    TIME(Family.OTHER, text(DateForms::isTime), "is not a time of day to the second, without a time zone"),
    URI(Family.TEXT, form("\\S+"), "is not a URI: text without spaces"),
    URL(Family.TEXT, form("\\S+"), "is not a URL: text without spaces"),
    XHTML(Family.TEXT, JsonNode::isTextual, "is not a string");

    /** Which rules a type may have beside {@code required}. */
    enum Family {
        /** Range and enumeration. */
        NUMBER,
        /** Length, enumeration and pattern. */
        TEXT,
        /** None. */
        OTHER
    }

    private final Family family;
    /** None of these predicates holds anything that changes, which their type cannot say. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Predicate<JsonNode> form;

    private final String refusal;

    PrimitiveType(Family family, Predicate<JsonNode> form, String refusal) {
        this.family = family;
        this.form = form;
        this.refusal = refusal;
    }

    /** The type of this name, as profiles write it: in lower case. */
    static Optional<PrimitiveType> ofName(String name) {
        return Arrays.stream(values())
                .filter(type -> type.typeName().equals(name))
                .findFirst();
    }

    String typeName() {
        return name().toLowerCase(Locale.ROOT);
    }

    Family family() {
        return family;
    }

    /** Whether the value, which is not null, is one of this type. */
    boolean takes(JsonNode value) {
        return form.test(value);
    }

    /** What to say of a value that is none, following on its path. */
    String refusal() {
        return refusal;
    }

    private static Predicate<JsonNode> text(Predicate<String> form) {
        return value -> value.isTextual() && form.test(value.textValue());
    }

    private static Predicate<JsonNode> form(String regex) {
        return text(Pattern.compile(regex).asMatchPredicate());
    }
}
