package dev.fhirgateway.intake;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Where a walk through a resource is. It goes down and up with the walk and is written out only where something is wrong,
 * so that a resource with nothing wrong costs no path at all.
 */
final class ElementPath {
    private static final Pattern ELEMENT_NAME = Pattern.compile("_?[a-z][A-Za-z0-9_]{0,63}");
    private static final int USUAL_DEPTH = 16;

    private String[] names = new String[USUAL_DEPTH];
    private int[] items = new int[USUAL_DEPTH];
    private int depth;

    private ElementPath() {}

    static ElementPath of(String resourceType) {
        ElementPath path = new ElementPath();
        path.enter(resourceType);
        return path;
    }

    /** @param element its name in JSON, so that {@code deceasedDateTime} and {@code _given} point to what was sent */
    void enter(String element) {
        if (depth == names.length) {
            names = Arrays.copyOf(names, 2 * depth);
            items = Arrays.copyOf(items, 2 * depth);
        }
        names[depth] = element;
        items[depth] = -1;
        depth++;
    }

    /** Says which item of the array that was entered last. */
    void item(int index) {
        items[depth - 1] = index;
    }

    void leave() {
        depth--;
    }

    /** The place of a child, which stays as it is when the walk goes on. */
    ElementPath child(String element) {
        ElementPath child = new ElementPath();
        child.names = Arrays.copyOf(names, depth + 1);
        child.items = Arrays.copyOf(items, depth + 1);
        child.depth = depth;
        child.enter(element);
        return child;
    }

    /**
     * The place of a property whose name may be anything. A name that is no element name anywhere in FHIR may be data
     * in the wrong place; it is not repeated, and the object that holds it is named instead.
     */
    ElementPath asSent(String property) {
        return ELEMENT_NAME.matcher(property).matches() ? child(property) : this;
    }

    /** FHIRPath, e.g. {@code Patient.name[0].given[1]}. */
    @Override
    public String toString() {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            path.append(i == 0 ? "" : ".").append(names[i]);
            if (items[i] >= 0) {
                path.append('[').append(items[i]).append(']');
            }
        }
        return path.toString();
    }
}
