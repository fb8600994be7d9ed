package dev.fhirgateway.intake;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition.ChildTypeEnum;
import ca.uhn.fhir.context.RuntimeChildChoiceDefinition;
import ca.uhn.fhir.context.RuntimeChildExtension;
import ca.uhn.fhir.context.RuntimeChildPrimitiveEnumerationDatatypeDefinition;
import ca.uhn.fhir.model.primitive.XhtmlDt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseEnumFactory;
import org.hl7.fhir.instance.model.api.IPrimitiveType;

/**
 * One element of an R4 type under one of its names.
 *
 * @param child its place in the type: name and cardinality
 * @param type what is in it
 */
record R4Element(BaseRuntimeChildDefinition child, BaseRuntimeElementDefinition<?> type) {
    private static final int LONGEST_LIST = 120;

    enum Kind {
        OBJECT,
        RESOURCE,
        CONTAINED,
        PRIMITIVE
    }

    /** Its name in the type; for a choice without the type's part, e.g. {@code deceased}. */
    String name() {
        return child.getElementName();
    }

    boolean repeats() {
        return child.isMultipleCardinality();
    }

    /** Whether it is one name of several, as {@code deceasedDateTime} is of {@code deceased[x]}. */
    boolean isChoice() {
        return child instanceof RuntimeChildChoiceDefinition && !(child instanceof RuntimeChildExtension);
    }

    boolean isReference() {
        return type.getName().equals("Reference");
    }

    Kind kind() {
        return switch (type.getChildType()) {
            case RESOURCE -> Kind.RESOURCE;
            case CONTAINED_RESOURCES, CONTAINED_RESOURCE_LIST -> Kind.CONTAINED;
            case ID_DATATYPE, PRIMITIVE_DATATYPE, PRIMITIVE_XHTML, PRIMITIVE_XHTML_HL7ORG -> Kind.PRIMITIVE;
            default -> Kind.OBJECT;
        };
    }

    /** Whether it is a code that HAPI knows all values of. */
    boolean isBoundCode() {
        return child instanceof RuntimeChildPrimitiveEnumerationDatatypeDefinition;
    }

    /** The value set of a bound code, and what is in it when that is short enough to be told. */
    String codes() {
        Class<? extends Enum<?>> codes =
                ((RuntimeChildPrimitiveEnumerationDatatypeDefinition) child).getBoundEnumType();
        @SuppressWarnings("unchecked") // the factory that HAPI gives with an enumeration is the one of its constants
        IBaseEnumFactory<Enum<?>> factory = (IBaseEnumFactory<Enum<?>>) child.getInstanceConstructorArguments();
        String names = Stream.of(codes.getEnumConstants())
                .filter(code -> !code.name().equals("NULL"))
                .map(factory::toCode)
                .collect(Collectors.joining(", "));
        return names.length() <= LONGEST_LIST ? codes.getSimpleName() + ": " + names : codes.getSimpleName();
    }

    /** Whether HAPI's data type takes this text for its value; for primitives only. */
    boolean refuses(String text) {
        try {
            if (type.getChildType() == ChildTypeEnum.PRIMITIVE_XHTML_HL7ORG) {
                // The parser reads a narrative with this older type first, and it is the stricter of the two.
                new XhtmlDt().setValueAsString(text);
            }
            ((IPrimitiveType<?>) type.newInstance(child.getInstanceConstructorArguments())).setValueAsString(text);
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }
}
