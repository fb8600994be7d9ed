package dev.fhirgateway.sandbox.trouble;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a rule does to a call: at most one effect, and a latency. */
final class EffectReader {
    static final String LATENCY = "latency";
    static final String TASK = "task";
    private static final String TASK_TIME = "task-time";
    private static final String STATUS = "status";
    private static final String RETRY_AFTER = "retry-after";
    private static final String BODY = "body";
    private static final String CONTENT_TYPE = "content-type";
    private static final String RESET = "reset";
    private static final String HALF_BODY = "half-body";
    private static final String HANG = "hang";
    private static final List<String> EFFECTS = List.of(STATUS, RESET, HALF_BODY, HANG, TASK);
    private static final List<String> OF_STATUS = List.of(RETRY_AFTER, BODY, CONTENT_TYPE);
    private static final String MOMENTS = "before-commit or after-commit";

    /** The keys that are read here. */
    static final List<String> KEYS =
            List.of(LATENCY, STATUS, RETRY_AFTER, BODY, CONTENT_TYPE, RESET, HALF_BODY, HANG, TASK, TASK_TIME);

    private final RuleFields fields;

    EffectReader(RuleFields fields) {
        this.fields = fields;
    }

    Latency latency() {
        return fields.read(LATENCY, Latency::parse, Latency.EXPECTED).orElse(Latency.NONE);
    }

    /** How long a task takes; null where its fate says it. */
    @Nullable
    Latency taskTime() {
        if (fields.has(TASK_TIME) && !fields.has(TASK)) {
            fields.refuse(TASK_TIME, TASK_TIME + ": needs a task");
        }
        return fields.read(TASK_TIME, Latency::parse, Latency.EXPECTED).orElse(null);
    }

    /** The effect; something harmless where a problem was told. */
    Effect effect() {
        List<String> given = EFFECTS.stream().filter(fields::has).toList();
        if (given.isEmpty() && !fields.has(LATENCY)) {
            fields.refuse("", "a rule has a latency, or one of " + String.join(", ", EFFECTS));
        }
        if (given.size() > 1) {
            fields.refuse(given.get(1), given.get(1) + ": there is " + given.get(0) + " already, one effect is all");
        }
        if (!fields.has(STATUS)) {
            OF_STATUS.stream().filter(fields::has).forEach(key -> fields.refuse(key, key + ": needs a status"));
        }
        return given.isEmpty() ? new Effect.None() : read(given.get(0)).orElse(new Effect.None());
    }

    private Optional<Effect> read(String key) {
        return switch (key) {
            case STATUS -> status();
            case RESET -> fields.read(RESET, EffectReader::moment, MOMENTS).map(Effect.Reset::new);
            case HALF_BODY -> fields.read(HALF_BODY, EffectReader::yes, "true").map(yes -> new Effect.HalfBody());
            case HANG ->
                fields.read(
                                HANG,
                                text -> yes(text).or(() -> moment(text)),
                                "true (the same as before-commit), " + MOMENTS)
                        .map(Effect.Hang::new);
            default -> fields.read(TASK, TaskFate::parse, TaskFate.EXPECTED).map(Effect.Task::new);
        };
    }

    private Optional<Effect> status() {
        RetryAfter retryAfter =
                fields.read(RETRY_AFTER, RetryAfter::parse, RetryAfter.EXPECTED).orElse(null);
        Effect.Body body = body();
        Optional<Integer> code = fields.whole(STATUS, 200, 599);
        if (code.isPresent() && code.get() < 300 && !fields.has(BODY)) {
            fields.refuse(STATUS, "status: " + code.get() + " without a body is no trouble");
            return Optional.empty();
        }
        return code.map(status -> new Effect.Status(status, retryAfter, body));
    }

    private Effect.@Nullable Body body() {
        JsonNode body = fields.value(BODY);
        if (body == null) {
            return null;
        }
        String type = fields.read(CONTENT_TYPE, EffectReader::mediaType, "a media type such as text/html")
                .orElse(body.isContainerNode() ? "application/json" : "text/plain; charset=utf-8");
        return new Effect.Body(type, body.isContainerNode() ? body.toString() : body.isNull() ? "" : body.asText());
    }

    private static Optional<String> mediaType(String text) {
        return Optional.of(text).filter(type -> type.matches("[\\w.+-]+/[\\w.+-]+[\\p{Print}]*"));
    }

    /** A bare {@code true} is the plain case: nothing is stored. */
    private static Optional<Moment> yes(String text) {
        return text.equals("true") ? Optional.of(Moment.BEFORE_COMMIT) : Optional.empty();
    }

    private static Optional<Moment> moment(String text) {
        return Arrays.stream(Moment.values())
                .filter(moment ->
                        moment.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text))
                .findFirst();
    }
}
