package dev.fhirgateway.intake;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.RuntimeChildChoiceDefinition;
import ca.uhn.fhir.context.RuntimeChildExtension;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One element of an R4 type under one of its names. */
final class R4Element {
    private final R4Model model;
    private final BaseRuntimeElementDefinition<?> definition;
    private final String name;
    private final Kind kind;
    private final boolean repeats;
    private final long choice;
    private final @Nullable R4Primitive primitive;
    private @Nullable R4Type type;

    enum Kind {
        OBJECT,
        RESOURCE,
        CONTAINED,
        PRIMITIVE
    }

    private R4Element(
            BaseRuntimeChildDefinition child, BaseRuntimeElementDefinition<?> definition, long choice, R4Model model) {
        this.model = model;
        this.definition = definition;
        this.name = child.getElementName();
        this.kind = kind(definition);
        this.repeats = child.isMultipleCardinality();
        this.choice = choice;
        this.primitive = kind == Kind.PRIMITIVE ? R4Primitive.compiled(child, definition) : null;
    }

    /**
     * @param jsonName one of the names of the child
     * @param choice what {@link #choice} will tell
     */
    static R4Element compiled(BaseRuntimeChildDefinition child, String jsonName, long choice, R4Model model) {
        return new R4Element(
                child,
                child instanceof RuntimeChildExtension ? model.extension() : child.getChildByName(jsonName),
                choice,
                model);
    }

    /** Whether it has several names, as {@code deceased[x]} has {@code deceasedDateTime}. */
    static boolean isChoice(BaseRuntimeChildDefinition child) {
        return child instanceof RuntimeChildChoiceDefinition && !(child instanceof RuntimeChildExtension);
    }

    /** Its name in the type; for a choice without the type's part, e.g. {@code deceased}. */
    String name() {
        return name;
    }

    boolean repeats() {
        return repeats;
    }

    /** One bit, the same for all names of a choice and no others of its type; 0 for what is no choice. */
    long choice() {
        return choice;
    }

    Kind kind() {
        return kind;
    }

    /** What is in it; for objects only. Compiled when it is first needed, by whoever comes first, which is all the same. */
    R4Type type() {
        R4Type known = type;
        if (known == null) {
            known = model.type(definition);
            type = known;
        }
        return known;
    }

    /** What is in it; for primitives only. */
    R4Primitive primitive() {
        return Objects.requireNonNull(primitive);
    }

    private static Kind kind(BaseRuntimeElementDefinition<?> definition) {
        return switch (definition.getChildType()) {
            case RESOURCE -> Kind.RESOURCE;
            case CONTAINED_RESOURCES, CONTAINED_RESOURCE_LIST -> Kind.CONTAINED;
            case ID_DATATYPE, PRIMITIVE_DATATYPE, PRIMITIVE_XHTML, PRIMITIVE_XHTML_HL7ORG -> Kind.PRIMITIVE;
            default -> Kind.OBJECT;
        };
    }
}
