package dev.fhirgateway.sandbox.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.sandbox.api.Answer;
import dev.fhirgateway.sandbox.api.Behaviour;
import dev.fhirgateway.sandbox.record.Holdings;
import dev.fhirgateway.sandbox.trouble.TroublesInForce;
import java.util.SortedMap;

/** What the sandbox holds, and forgetting it. */
final class StateApi {
    private final Behaviour behaviour;
    private final Holdings holdings;
    private final CallLog calls;
    private final FaultGate gate;
    private final TroublesInForce troubles;

    StateApi(Behaviour behaviour, Holdings holdings, CallLog calls, FaultGate gate, TroublesInForce troubles) {
        this.behaviour = behaviour;
        this.holdings = holdings;
        this.calls = calls;
        this.gate = gate;
        this.troubles = troubles;
    }

    Answer show() {
        return Answer.ok(holdings.tasks().look(this::state));
    }

    /**
     * Back to how the sandbox was when it started, but for the catalog, which stays, and the rules of trouble, which stay
     * and start anew.
     */
    Answer reset() {
        return Answer.ok(holdings.tasks().look(() -> {
            forget();
            return state();
        }));
    }

    private void forget() {
        holdings.clear();
        calls.restart();
        gate.forgetCounts();
        troubles.rewind();
    }

    private ObjectNode state() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        put(body.putObject("records"), holdings.resources().counts());
        put(
                body.putObject("relationships"),
                holdings.resources().relationships().counts());
        ObjectNode open = body.putObject("openTasks");
        holdings.tasks().open().forEach(open::put);
        body.put("calls", calls.total()).put("rules", troubles.report().size());
        body.set("settings", settings());
        return body;
    }

    private static void put(ObjectNode node, SortedMap<String, SortedMap<String, Integer>> counts) {
        counts.forEach((source, types) -> types.forEach(node.putObject(source)::put));
    }

    private ObjectNode settings() {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        ArrayNode asyncTypes = settings.putArray("asyncTypes");
        behaviour.asyncTypes().stream().sorted().forEach(asyncTypes::add);
        return settings.put("taskDelayMs", behaviour.taskDelay().toMillis())
                .put("lenientIds", behaviour.lenientIds())
                .put("legacy", behaviour.legacy())
                .put("strictCatalog", behaviour.strictCatalog());
    }
}
