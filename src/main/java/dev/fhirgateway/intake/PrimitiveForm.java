package dev.fhirgateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * The forms that primitive values have in JSON. Each knows what is not of that form at all ({@code FHIR R4
 * json.html#primitive}), and what HAPI's data type takes for certain; between the two only HAPI can say.
 */
enum PrimitiveForm {
    BOOLEAN,
    INTEGER,
    DECIMAL,
    /** Whatever is text: HAPI takes any, also for types that FHIR draws narrower. */
    TEXT,
    /** One of some codes; which, the element knows. */
    CODE,
    DATE,
    DATE_TIME,
    INSTANT,
    BASE64,
    XHTML,
    /** Text, of a type that is not known here. */
    OTHER;

    /** A number with more zeros than this would be written out by HAPI and by what comes after it. */
    private static final int MOST_DIGITS = 1000;

    /** @param type as FHIR names it */
    static PrimitiveForm of(String type) {
        return switch (type) {
            case "boolean" -> BOOLEAN;
            case "integer", "positiveInt", "unsignedInt" -> INTEGER;
            case "decimal" -> DECIMAL;
            case "string", "markdown", "code", "id", "uri", "url", "canonical", "oid", "uuid", "time" -> TEXT;
            case "date" -> DATE;
            case "dateTime" -> DATE_TIME;
            case "instant" -> INSTANT;
            case "base64Binary" -> BASE64;
            case "xhtml" -> XHTML;
            default -> OTHER;
        };
    }

    /** Whether it is of this form and HAPI takes it for certain. */
    boolean accepts(JsonNode value) {
        return switch (this) {
            case BOOLEAN -> value.isBoolean();
            case INTEGER -> value.isInt();
            case DECIMAL -> value.isNumber() && isWithinDigits(value);
            default -> value instanceof TextNode text && acceptsText(text.textValue());
        };
    }

    private boolean acceptsText(String text) {
        return switch (this) {
            case TEXT -> !text.isEmpty() && isUnicodeText(text);
            case DATE -> PlainDate.isDate(text);
            case DATE_TIME -> PlainDate.isDate(text) || PlainDate.isInstant(text);
            case INSTANT -> PlainDate.isInstant(text);
            case BASE64 -> isBase64(text);
            case XHTML -> PlainNarrative.isPlain(text);
            default -> false;
        };
    }

    /** What is wrong when it is not of this form; null when it is. */
    @Nullable
    String fault(JsonNode value) {
        return switch (this) {
            case BOOLEAN -> value.isBoolean() ? null : "a JSON true or false, without quotes, is expected";
            case INTEGER -> value.isIntegralNumber() ? null : "a whole JSON number, without quotes, is expected";
            case DECIMAL -> decimalFault(value);
            default -> textFault(value);
        };
    }

    private static @Nullable String decimalFault(JsonNode value) {
        if (!value.isNumber()) {
            return "a JSON number, without quotes, is expected";
        }
        return isWithinDigits(value) ? null : "the exponent is beyond " + MOST_DIGITS;
    }

    private static boolean isWithinDigits(JsonNode number) {
        return Math.abs((long) number.decimalValue().scale()) <= MOST_DIGITS;
    }

    private static @Nullable String textFault(JsonNode value) {
        if (!value.isTextual()) {
            return "a JSON string is expected";
        }
        if (value.textValue().isEmpty()) {
            return StructureWalk.EMPTY;
        }
        return isUnicodeText(value.textValue())
                ? null
                : "a control character, or half of a surrogate pair, is in the text";
    }

    /** {@code FHIR R4 datatypes.html#string}: below U+0020 only tab, line feed and carriage return. */
    private static boolean isUnicodeText(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= Character.MIN_SURROGATE) {
                return isUnicodeText(text, i);
            }
        }
        return true;
    }

    /** The same from some place on, for texts that have more than plain characters. */
    private static boolean isUnicodeText(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** In the alphabet of {@code RFC 4648, 4}, padded, without white space. */
    private static boolean isBase64(String text) {
        int end = text.length();
        for (int padding = 0; padding < 2 && end > 0 && text.charAt(end - 1) == '='; padding++) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (!(isLetter(c) || (c >= '0' && c <= '9') || c == '+' || c == '/')) {
                return false;
            }
        }
        return end > 0 && text.length() % 4 == 0;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
