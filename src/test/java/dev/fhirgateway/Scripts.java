package dev.fhirgateway;

import dev.fhirgateway.BytesRegistry.Call;
import dev.fhirgateway.BytesRegistry.Script;
import java.util.concurrent.atomic.AtomicBoolean;

/** Which calls of a {@link BytesRegistry} meet an answer of a test. */
final class Scripts {
    private Scripts() {}

    /** The first write of this record meets the answer; all that follows is as it should be. */
    static Script first(String id, Script answer) {
        AtomicBoolean met = new AtomicBoolean();
        return (call, itself, out) ->
                call.isPut() && isOf(call, id) && met.compareAndSet(false, true) && answer.answer(call, itself, out);
    }

    /** Every call of this record meets the answer. */
    static Script always(String id, Script answer) {
        return (call, itself, out) -> isOf(call, id) && answer.answer(call, itself, out);
    }

    private static boolean isOf(Call call, String id) {
        return call.path().endsWith("/" + id);
    }

    /** These bytes, and nothing is stored. */
    static Script saying(byte[] answer) {
        return (call, itself, out) -> {
            out.write(answer);
            return true;
        };
    }
}
