package dev.fhirgateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One primitive value: the right kind of JSON always, and on request what HAPI's data type says to it. */
final class PrimitiveCheck {
    /** A number with more zeros than this would be written out by HAPI and by what comes after it. */
    private static final int MOST_DIGITS = 1000;

    /** {@code FHIR R4 datatypes.html}; types that are not here take any text. */
    private static final Map<String, String> FORMS = Map.of(
            "date", "YYYY, YYYY-MM or YYYY-MM-DD is expected",
            "dateTime", "YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with a time zone is expected",
            "instant", "YYYY-MM-DDThh:mm:ss with a time zone is expected",
            "boolean", "true or false is expected",
            "integer", "a whole number of 32 bits is expected",
            "positiveInt", "a whole number from 1 is expected",
            "unsignedInt", "a whole number from 0 is expected",
            "decimal", "a decimal number is expected",
            "base64Binary", "base64 is expected",
            "xhtml", "one well-formed XHTML div is expected");

    private final R4Element element;
    private final ElementPath path;
    private final ProblemList problems;

    PrimitiveCheck(R4Element element, ElementPath path, ProblemList problems) {
        this.element = element;
        this.path = path;
        this.problems = problems;
    }

    /**
     * @param value neither null nor an array
     * @param content whether to ask the data type as well
     */
    void check(JsonNode value, boolean content) {
        String fault = formFault(value);
        if (fault != null) {
            problems.add("value", path, fault);
        } else if (content && element.refuses(value.asText())) {
            problems.add(element.isBoundCode() ? "code-invalid" : "value", path, contentFault());
        }
    }

    private @Nullable String formFault(JsonNode value) {
        return switch (element.type().getName()) {
            case "boolean" -> value.isBoolean() ? null : "a JSON true or false, without quotes, is expected";
            case "integer", "positiveInt", "unsignedInt" ->
                value.isIntegralNumber() ? null : "a whole JSON number, without quotes, is expected";
            case "decimal" -> decimalFault(value);
            default -> textFault(value);
        };
    }

    private static @Nullable String decimalFault(JsonNode value) {
        if (!value.isNumber()) {
            return "a JSON number, without quotes, is expected";
        }
        return Math.abs((long) value.decimalValue().scale()) > MOST_DIGITS
                ? "the exponent is beyond " + MOST_DIGITS
                : null;
    }

    private static @Nullable String textFault(JsonNode value) {
        if (!value.isTextual()) {
            return "a JSON string is expected";
        }
        String text = value.textValue();
        if (text.isEmpty()) {
            return StructureWalk.EMPTY;
        }
        return isUnicodeText(text) ? null : "a control character, or half of a surrogate pair, is in the text";
    }

    /** {@code FHIR R4 datatypes.html#string}: below U+0020 only tab, line feed and carriage return. */
    private static boolean isUnicodeText(String text) {
        for (int i = 0; i < text.length(); i++) {
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

    private String contentFault() {
        String type = element.type().getName();
        return element.isBoundCode()
                ? "not one of the codes of " + element.codes()
                : "not a FHIR " + type + ": " + FORMS.getOrDefault(type, "another form is expected");
    }
}
