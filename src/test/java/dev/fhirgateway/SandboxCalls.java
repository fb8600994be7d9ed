package dev.fhirgateway;

import dev.fhirgateway.sandbox.FaultPlan;
import dev.fhirgateway.sandbox.ReceivedCall;
import dev.fhirgateway.sandbox.Sandbox;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The calls that a sandbox gets from now on, after the ones of earlier tests. */
final class SandboxCalls {
    static final String PATIENTS = "/sources/default/v1/resources/patient/";

    private final Sandbox sandbox;
    private final int before;

    private SandboxCalls(Sandbox sandbox) {
        this.sandbox = sandbox;
        List<ReceivedCall> calls = sandbox.received();
        this.before = calls.isEmpty() ? 0 : calls.get(calls.size() - 1).number();
    }

    /** Starts counting, and lets calls meet this trouble. */
    static SandboxCalls meeting(Sandbox sandbox, FaultPlan trouble) {
        sandbox.faults(trouble);
        return new SandboxCalls(sandbox);
    }

    /** All of them, in the order of arrival. */
    List<ReceivedCall> all() {
        return sandbox.received().stream()
                .filter(call -> call.number() > before)
                .toList();
    }

    /** How many there were for each path. */
    Map<String, Long> perPath() {
        return all().stream().collect(Collectors.groupingBy(ReceivedCall::path, Collectors.counting()));
    }

    /** Those to one patient's record. */
    List<ReceivedCall> to(String id) {
        return all().stream().filter(call -> call.path().equals(PATIENTS + id)).toList();
    }
}
