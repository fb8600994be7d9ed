package dev.fhirgateway.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.sandbox.api.Answer;
import dev.fhirgateway.sandbox.record.Problems;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import dev.fhirgateway.sandbox.trouble.TroubleScriptException;
import dev.fhirgateway.sandbox.trouble.TroublesInForce;
import java.util.function.Consumer;

/** Scripting trouble while the sandbox runs. Every answer shows the rules as they are then, and how they have fared. */
final class TroubleApi {
    private final TroublesInForce troubles;

    TroubleApi(TroublesInForce troubles) {
        this.troubles = troubles;
    }

    Answer show() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode rules = body.putArray("rules");
        troubles.report().forEach(rule -> rules.addObject()
                .put("matched", rule.matched())
                .put("fired", rule.fired())
                .set("rule", rule.rule()));
        return Answer.ok(body);
    }

    Answer replace(byte[] script) {
        return read(script, troubles::replace);
    }

    Answer append(byte[] script) {
        return read(script, troubles::append);
    }

    Answer clear() {
        troubles.replace(TroubleScript.empty());
        return show();
    }

    private Answer read(byte[] script, Consumer<TroubleScript> use) {
        try {
            use.accept(TroubleScript.read(new String(script, UTF_8)));
            return show();
        } catch (TroubleScriptException broken) {
            return Answer.error(Problems.error(broken));
        }
    }
}
