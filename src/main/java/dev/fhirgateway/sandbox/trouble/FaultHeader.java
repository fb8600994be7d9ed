package dev.fhirgateway.sandbox.trouble;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The header that scripts the trouble of the one call that carries it ({@code registry-side 14.4}): the effect of a
 * rule in one line, such as {@code status=503; retry-after=1}. A key without a value is {@code true}.
 */
public final class FaultHeader {
    /** The header's name. */
    public static final String NAME = "X-Sandbox-Fault";

    private FaultHeader() {}

    /**
     * What the call meets.
     *
     * @throws TroubleScriptException with all that is wrong with the header
     */
    public static Trouble trouble(String header, Call call) {
        List<RuleFields.Problem> problems = new ArrayList<>();
        RuleFields fields = new RuleFields(1, problems);
        for (String part : header.split(";")) {
            int equals = part.indexOf('=');
            String key = (equals < 0 ? part : part.substring(0, equals)).strip();
            if (!key.isEmpty()) {
                String value = equals < 0 ? "true" : part.substring(equals + 1).strip();
                fields.put(key, new TextNode(value), 1);
            }
        }
        TroubleRule rule = RuleReader.readEffect(fields);
        if (!problems.isEmpty()) {
            throw new TroubleScriptException(problems.stream()
                    .map(problem -> NAME + ": " + problem.text())
                    .toList());
        }
        return rule.trouble(Draw.of(0, 0, call, call.number()));
    }
}
