package dev.fhirgateway.sandbox.trouble;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.sandbox.trouble.TaskFate.ReceiptTrouble;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fates as scripts and the store write them: a word, or a word with what belongs to it in brackets. */
final class TaskFateText {
    private static final Map<String, TaskFate> WORDS = Map.of(
            "on-time", new TaskFate.OnTime(),
            "never", new TaskFate.Never(),
            "in-review", new TaskFate.InReview(),
            "rejected", new TaskFate.Rejected(),
            "lost", new TaskFate.Lost(),
            "forgotten", new TaskFate.Forgotten(),
            "receipts-repeated", new TaskFate.Receipts(ReceiptTrouble.REPEATED),
            "receipts-mixed-up", new TaskFate.Receipts(ReceiptTrouble.MIXED_UP),
            "receipts-missing", new TaskFate.Receipts(ReceiptTrouble.MISSING));
    private static final TaskFate FAILS = new TaskFate.Fails(ErrorType.INTERNAL);
    private static final Pattern WITH_MORE = Pattern.compile("([a-z]+)\\((\\w+)(?:, *([a-z].*))?\\)");

    private TaskFateText() {}

    static String of(TaskFate fate) {
        if (fate instanceof TaskFate.Late late) {
            String then = late.fate() instanceof TaskFate.OnTime ? "" : ", " + of(late.fate());
            return "late(" + late.time().toMillis() + "ms" + then + ")";
        }
        if (fate instanceof TaskFate.Fails fails) {
            return "fails(" + fails.error() + ")";
        }
        return WORDS.entrySet().stream()
                .filter(word -> word.getValue().equals(fate))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    static Optional<TaskFate> parse(String text) {
        Matcher form = WITH_MORE.matcher(text);
        if (!form.matches()) {
            return Optional.ofNullable(text.equals("fails") ? FAILS : WORDS.get(text));
        }
        return switch (form.group(1)) {
            case "late" -> DurationText.parse(form.group(2)).flatMap(time -> late(time, form.group(3)));
            case "fails" -> form.group(3) == null ? fails(form.group(2)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<TaskFate> late(Duration time, @Nullable String then) {
        return parse(then == null ? "on-time" : then)
                .filter(fate -> !(fate instanceof TaskFate.Late))
                .map(fate -> new TaskFate.Late(time, fate));
    }

    private static Optional<TaskFate> fails(String error) {
        return Arrays.stream(ErrorType.values())
                .filter(type -> type.name().equals(error.toUpperCase(Locale.ROOT)))
                .findFirst()
                .map(TaskFate.Fails::new);
    }
}
