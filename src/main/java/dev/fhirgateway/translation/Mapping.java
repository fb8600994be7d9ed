package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import java.util.Map;

/**
 * One compiled mapping file. Safe for use by many threads: JSLT keeps the state of a run in a scope of its own.
 *
 * @param file its name for people, e.g. {@code config/mappings/Patient.jslt}
 * @param expression the compiled file
 */
record Mapping(String file, Expression expression) {
    /**
     * Runs the file on one resource. JSLT puts the offending value into the text of its errors, and a mapping may do
     * the same with {@code error()}, so of an error only the place in the file is told.
     *
     * @param variables what the file can name, by name without the {@code $}
     */
    MappingOutcome apply(ObjectNode resource, Map<String, JsonNode> variables) {
        JsonNode output;
        try {
            output = NonEmpty.copyOf(expression.apply(variables, resource));
        } catch (JsltException e) {
            return failed(place(e));
        } catch (RuntimeException | StackOverflowError e) {
            return failed(e instanceof StackOverflowError ? ": it calls itself without an end" : "");
        }
        return MappingOutput.fault(output, resource)
                .<MappingOutcome>map(fault -> failed(": " + fault))
                .orElseGet(() -> MappingOutput.read(output));
    }

    private MappingOutcome.Failed failed(String why) {
        return new MappingOutcome.Failed(file + " failed on this entry" + why);
    }

    private String place(JsltException e) {
        if (e.getLine() < 0) {
            return "";
        }
        return " at line " + e.getLine() + (file.equals(e.getSource()) ? "" : " of " + e.getSource());
    }
}
