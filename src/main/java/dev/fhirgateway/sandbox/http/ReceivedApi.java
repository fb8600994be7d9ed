package dev.fhirgateway.sandbox.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.sandbox.api.Answer;
import dev.fhirgateway.sandbox.api.QueryNumber;
import dev.fhirgateway.sandbox.record.Problems;
import dev.fhirgateway.sandbox.trouble.Call;
import dev.fhirgateway.sandbox.trouble.Glob;
import io.vertx.core.MultiMap;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looking at the calls that came in. */
final class ReceivedApi {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private final CallLog calls;

    ReceivedApi(CallLog calls) {
        this.calls = calls;
    }

    /**
     * The calls in the order in which they came, with {@code next} when there are more.
     *
     * @param query {@code from} (the number of the first call), {@code limit} (1 to 1000, else 100), {@code path} and
     *     {@code type} (globs), {@code method}, {@code bodies}
     */
    Answer show(MultiMap query) {
        Problems problems = new Problems();
        int from = QueryNumber.read("from", query.get("from"), 1, 1, Integer.MAX_VALUE, problems);
        int limit = QueryNumber.read("limit", query.get("limit"), DEFAULT_LIMIT, 1, MAX_LIMIT, problems);
        if (problems.any()) {
            return Answer.error(problems.error());
        }
        List<LoggedCall> found = calls.calls().stream()
                .filter(call -> call.number() >= from)
                .filter(wanted(query.get("method"), query.get("path"), query.get("type")))
                .limit(limit + 1L)
                .toList();
        return Answer.ok(page(found, limit, Boolean.parseBoolean(query.get("bodies"))));
    }

    Answer clear() {
        calls.clear();
        return Answer.ok(page(List.of(), 1, false));
    }

    private ObjectNode page(List<LoggedCall> found, int limit, boolean bodies) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("total", calls.total());
        ArrayNode shown = body.putArray("calls");
        found.stream().limit(limit).forEach(call -> shown.add(json(call, bodies)));
        if (found.size() > limit) {
            body.put("next", found.get(limit).number());
        }
        return body;
    }

    private static Predicate<LoggedCall> wanted(@Nullable String method, @Nullable String path, @Nullable String type) {
        Glob paths = path == null ? null : Glob.of(path);
        Glob types = type == null ? null : Glob.of(type);
        return call -> (method == null || method.equalsIgnoreCase(call.method()))
                && (paths == null || paths.matches(call.path()))
                && (types == null || isOfType(call, types));
    }

    private static boolean isOfType(LoggedCall call, Glob types) {
        String type = Call.of(call.number(), call.method(), call.path()).type();
        return type != null && types.matches(type);
    }

    private static ObjectNode json(LoggedCall call, boolean withBody) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("number", call.number())
                .put("time", call.time().toString())
                .put("method", call.method())
                .put("path", call.path());
        call.status().ifPresent(status -> json.put("status", status));
        call.duration().ifPresent(duration -> json.put("durationMs", millis(duration)));
        json.put("bodyBytes", call.bodyLength());
        return withBody ? json.put("body", call.bodyText()) : json;
    }

    private static BigDecimal millis(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos() / 1_000, 3);
    }
}
