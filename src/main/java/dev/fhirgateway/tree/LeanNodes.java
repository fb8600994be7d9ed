package dev.fhirgateway.tree;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Makes the nodes of trees that have many small objects and short arrays, as resources and records have: they take less
 * than half the memory of Jackson's, and less time to fill. They behave as Jackson's do, and are equal to those. Safe for
 * use by many threads.
 */
public final class LeanNodes extends JsonNodeFactory {
    /** The one there is. */
    public static final LeanNodes INSTANCE = new LeanNodes();

    private static final long serialVersionUID = 1L;
    private static final int USUAL_LENGTH = 4;

    private LeanNodes() {}

    @Override
    public ObjectNode objectNode() {
        return new ObjectNode(this, new Members());
    }

    @Override
    public ArrayNode arrayNode() {
        return new ArrayNode(this, USUAL_LENGTH);
    }
}
