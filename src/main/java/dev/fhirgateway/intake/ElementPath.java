package dev.fhirgateway.intake;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an element stands in its resource. Built as cheaply as can be, for every element has one and few are ever
 * written out.
 *
 * @param parent the element around it; null for the resource
 * @param name its name in JSON, so that {@code deceasedDateTime} and {@code _given} point to what was sent
 * @param index its place in an array, or -1
 */
record ElementPath(@Nullable ElementPath parent, String name, int index) {
    private static final Pattern ELEMENT_NAME = Pattern.compile("_?[a-z][A-Za-z0-9_]{0,63}");

    static ElementPath of(String resourceType) {
        return new ElementPath(null, resourceType, -1);
    }

    ElementPath child(String element) {
        return new ElementPath(this, element, -1);
    }

    /**
     * The place of a property whose name may be anything. A name that is no element name anywhere in FHIR may be data
     * in the wrong place; it is not repeated, and the object that holds it is named instead.
     */
    ElementPath asSent(String property) {
        return ELEMENT_NAME.matcher(property).matches() ? child(property) : this;
    }

    ElementPath item(int i) {
        return new ElementPath(parent, name, i);
    }

    /** FHIRPath, e.g. {@code Patient.name[0].given[1]}. */
    @Override
    public String toString() {
        String own = index < 0 ? name : name + "[" + index + "]";
        return parent == null ? own : parent + "." + own;
    }
}
