package dev.fhirgateway.intake;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.RuntimeChildPrimitiveEnumerationDatatypeDefinition;
import ca.uhn.fhir.model.primitive.XhtmlDt;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseEnumFactory;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.jspecify.annotations.Nullable;

/** A primitive type where it is used in R4: for a code there, with the codes that HAPI knows for that place. */
final class R4Primitive {
    private static final int LONGEST_LIST = 120;

    /** {@code FHIR R4 datatypes.html}; types that are not here take any text. */
    private static final Map<String, String> EXPECTATIONS = Map.of(
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

    private final BaseRuntimeElementDefinition<?> definition;
    private final @Nullable Object arguments;
    private final PrimitiveForm form;
    private final boolean certain;
    private final @Nullable String valueSet;
    private final Set<String> codes;

    private R4Primitive(
            BaseRuntimeElementDefinition<?> definition,
            @Nullable Object arguments,
            PrimitiveForm form,
            boolean certain,
            @Nullable String valueSet,
            Set<String> codes) {
        this.definition = definition;
        this.arguments = arguments;
        this.form = form;
        this.certain = certain;
        this.valueSet = valueSet;
        this.codes = codes;
    }

    static R4Primitive compiled(BaseRuntimeChildDefinition child, BaseRuntimeElementDefinition<?> definition) {
        Object arguments = child.getInstanceConstructorArguments();
        if (child instanceof RuntimeChildPrimitiveEnumerationDatatypeDefinition bound) {
            Class<? extends Enum<?>> codes = bound.getBoundEnumType();
            return new R4Primitive(
                    definition, arguments, PrimitiveForm.CODE, true, codes.getSimpleName(), codes(codes, arguments));
        }
        PrimitiveForm form = PrimitiveForm.of(definition.getName());
        // HAPI's model offers markup as the value of an extension, but its parser does not take it there.
        boolean certain = form != PrimitiveForm.XHTML || !R4Element.isChoice(child);
        return new R4Primitive(definition, arguments, form, certain, null, Set.of());
    }

    private static Set<String> codes(Class<? extends Enum<?>> constants, Object arguments) {
        @SuppressWarnings("unchecked") // the factory that HAPI gives with an enumeration is the one of its constants
        IBaseEnumFactory<Enum<?>> factory = (IBaseEnumFactory<Enum<?>>) arguments;
        Set<String> codes = new LinkedHashSet<>();
        for (Enum<?> code : constants.getEnumConstants()) {
            if (!code.name().equals("NULL")) {
                codes.add(factory.toCode(code));
            }
        }
        return codes;
    }

    PrimitiveForm form() {
        return form;
    }

    /** Whether it is a code that HAPI knows all values of. */
    boolean isBoundCode() {
        return valueSet != null;
    }

    /**
     * Whether nothing is wrong with the value for certain: it is of the right kind, and HAPI's data type takes it. False
     * where that is not known.
     */
    boolean accepts(JsonNode value) {
        return form == PrimitiveForm.CODE
                ? value instanceof TextNode text && codes.contains(text.textValue())
                : certain && form.accepts(value);
    }

    /** Whether HAPI's data type refuses this text for its value. */
    boolean refuses(String text) {
        try {
            if (form == PrimitiveForm.XHTML) {
                // The parser reads a narrative with this older type first, and it is the stricter of the two.
                new XhtmlDt().setValueAsString(text);
            }
            ((IPrimitiveType<?>) definition.newInstance(arguments)).setValueAsString(text);
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }

    /** What is expected of a value that it refuses. */
    String expectation() {
        if (isBoundCode()) {
            return "not one of the codes of " + codesInWords();
        }
        String type = definition.getName();
        return "not a FHIR " + type + ": " + EXPECTATIONS.getOrDefault(type, "another form is expected");
    }

    /** The value set, and what is in it when that is short enough to be told. */
    private String codesInWords() {
        String names = String.join(", ", codes);
        return names.length() <= LONGEST_LIST ? valueSet + ": " + names : String.valueOf(valueSet);
    }
}
