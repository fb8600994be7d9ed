package dev.fhirgateway.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.sandbox.trouble.TroublesInForce;

/** What the sandbox holds, and forgetting it. */
final class StateApi {
    private final SandboxOptions options;
    private final ResourceStore store;
    private final TaskBook tasks;
    private final CallLog calls;
    private final FaultGate gate;
    private final TroublesInForce troubles;

    StateApi(
            SandboxOptions options,
            ResourceStore store,
            TaskBook tasks,
            CallLog calls,
            FaultGate gate,
            TroublesInForce troubles) {
        this.options = options;
        this.store = store;
        this.tasks = tasks;
        this.calls = calls;
        this.gate = gate;
        this.troubles = troubles;
    }

    Answer show() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode open = JsonNodeFactory.instance.objectNode();
        // Asked first, because it finishes what is due, and that shows in the records.
        tasks.open().forEach(open::put);
        ObjectNode records = body.putObject("records");
        store.counts().forEach((source, types) -> types.forEach(records.putObject(source)::put));
        body.set("openTasks", open);
        body.put("calls", calls.total()).put("rules", troubles.report().size());
        body.set("settings", settings());
        return Answer.ok(body);
    }

    /** Back to how the sandbox was when it started, but for the rules of trouble: they stay, and start anew. */
    Answer reset() {
        tasks.clear();
        store.clear();
        calls.restart();
        gate.forgetCounts();
        troubles.rewind();
        return show();
    }

    private ObjectNode settings() {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        ArrayNode asyncTypes = settings.putArray("asyncTypes");
        options.asyncTypes().stream().sorted().forEach(asyncTypes::add);
        return settings.put("taskDelayMs", options.taskDelay().toMillis()).put("lenientIds", options.lenientIds());
    }
}
