package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.impl.AbstractOperator;
import com.schibsted.spt.data.jslt.impl.BiggerComparison;
import com.schibsted.spt.data.jslt.impl.BiggerOrEqualComparison;
import com.schibsted.spt.data.jslt.impl.DivideOperator;
import com.schibsted.spt.data.jslt.impl.EqualsComparison;
import com.schibsted.spt.data.jslt.impl.Location;
import com.schibsted.spt.data.jslt.impl.MinusOperator;
import com.schibsted.spt.data.jslt.impl.MultiplyOperator;
import com.schibsted.spt.data.jslt.impl.PlusOperator;
import com.schibsted.spt.data.jslt.impl.SmallerComparison;
import com.schibsted.spt.data.jslt.impl.SmallerOrEqualsComparison;
import com.schibsted.spt.data.jslt.impl.UnequalsComparison;
import java.util.Optional;

/**
 * A function or an operator of JSLT at one place of a mapping, under {@link WorkLimit}. Of its errors it tells the place,
 * which JSLT does not know of a function.
 *
 * @param name by which the text calls it
 * @param place where it stands
 * @param fewest arguments
 * @param most arguments
 * @param cost what it has to spend first
 * @param operation what JSLT does
 */
record LimitedCall(String name, Location place, int fewest, int most, Cost cost, Operation operation)
        implements Function {
    /** What JSLT does with the values of its arguments. */
    @FunctionalInterface
    interface Operation {
        JsonNode call(JsonNode input, JsonNode[] values);
    }

    static LimitedCall ofFunction(String name, Location place, Function builtin) {
        return new LimitedCall(
                name,
                place,
                builtin.getMinArguments(),
                builtin.getMaxArguments(),
                Cost.of(builtin.getName()),
                builtin::call);
    }

    /**
     * Of {@code error()}.
     *
     * @param text what it says, when that stands in the mapping and so holds nothing of a resource
     */
    static LimitedCall ofError(String name, Location place, Optional<String> text) {
        return new LimitedCall(name, place, 1, 1, Cost.ALL, (input, values) -> {
            throw text.<JsltException>map(constant -> new ToldByMapping(constant, place))
                    .orElseGet(() -> new JsltException("error()", place));
        });
    }

    /** Of a function that a mapping defines, or a round of a loop: does nothing but spend. */
    static LimitedCall ofStep(String name, Location place) {
        return new LimitedCall(name, place, 0, 0, Cost.SIZE, (input, values) -> NullNode.instance);
    }

    /** Of an operator between two values. */
    static LimitedCall ofOperator(String name, Location place, String operator) {
        AbstractOperator jslt = operator(operator, place);
        return new LimitedCall(
                name, place, 2, 2, Cost.of(operator), (input, values) -> jslt.perform(values[0], values[1]));
    }

    private static AbstractOperator operator(String operator, Location place) {
        return switch (operator) {
            case "+" -> new PlusOperator(null, null, place);
            case "-" -> new MinusOperator(null, null, place);
            case "*" -> new MultiplyOperator(null, null, place);
            case "/" -> new DivideOperator(null, null, place);
            case "==" -> new EqualsComparison(null, null, place);
            case "!=" -> new UnequalsComparison(null, null, place);
            case "<" -> new SmallerComparison(null, null, place);
            case "<=" -> new SmallerOrEqualsComparison(null, null, place);
            case ">" -> new BiggerComparison(null, null, place);
            case ">=" -> new BiggerOrEqualComparison(null, null, place);
            default -> throw new IllegalArgumentException("not an operator of JSLT: " + operator);
        };
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public int getMinArguments() {
        return fewest;
    }

    @Override
    public int getMaxArguments() {
        return most;
    }

    @Override
    public JsonNode call(JsonNode input, JsonNode[] values) {
        WorkLimit limit = WorkLimit.ofThisRun();
        try {
            limit.spend(1);
            cost.spend(limit, values);
            return operation.call(input, values);
        } catch (WorkLimit.Exceeded e) {
            throw new WorkLimit.Exceeded(place);
        } catch (ToldByMapping e) {
            throw e;
        } catch (RuntimeException e) {
            throw new JsltException(String.valueOf(e.getMessage()), place);
        }
    }
}
