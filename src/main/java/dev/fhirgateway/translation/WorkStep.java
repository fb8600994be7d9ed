package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.schibsted.spt.data.jslt.Function;

/** What a function that a mapping defines, and a round of a loop, spend of {@link WorkLimit}. */
final class WorkStep implements Function {
    @Override
    public String getName() {
        return "gateway-step";
    }

    @Override
    public int getMinArguments() {
        return 0;
    }

    @Override
    public int getMaxArguments() {
        return 0;
    }

    @Override
    public JsonNode call(JsonNode input, JsonNode[] none) {
        WorkLimit.ofThisRun().spend(1);
        return NullNode.instance;
    }
}
