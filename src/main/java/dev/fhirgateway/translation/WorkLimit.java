package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.schibsted.spt.data.jslt.Function;

/**
 * How much a mapping may do with one resource. JSLT repeats nothing but by calling functions and by {@code for}, so
 * {@link StepCounting} has each of those call this function, which stops what goes on for too long, or hands on what has
 * grown too large. A mapping takes some hundred steps for a real Patient. A single step is not measured: a regular
 * expression can take its time.
 */
final class WorkLimit implements Function {
    /** The most calls and rounds; about a second. */
    static final int STEPS = 10_000_000;

    static final String TOLD =
            "it takes more than " + STEPS + " steps, or hands on a value that is larger than any record";

    private static final ThreadLocal<int[]> TAKEN = ThreadLocal.withInitial(() -> new int[1]);

    /** Begins a run on this thread. */
    static void reset() {
        TAKEN.get()[0] = 0;
    }

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
        return Integer.MAX_VALUE;
    }

    /** @param arguments what a function was called with */
    @Override
    public JsonNode call(JsonNode input, JsonNode[] arguments) {
        int[] taken = TAKEN.get();
        taken[0]++;
        if (taken[0] > STEPS) {
            throw new Exceeded();
        }
        for (JsonNode argument : arguments) {
            if (argument.size() > OutputLimit.VALUES
                    || (argument.isTextual() && argument.textValue().length() > OutputLimit.CHARACTERS)) {
                throw new Exceeded();
            }
        }
        return NullNode.instance;
    }

    /** The mapping has to be stopped. */
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Exceeded() {
            super(TOLD, null, false, false);
        }
    }
}
