package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cost of a function that uses a regular expression, some of which would go on for longer than any computer lives. JSLT
 * hands its own text to it, so what it is going to do is done first on a text that spends when it is read.
 */
final class RegexCost implements Cost {
    private static final int REPLACEMENT = 2;

    private final boolean all;
    private volatile Pattern last = Pattern.compile("");

    /** @param all whether the function looks for all matches, or for the first only */
    RegexCost(boolean all) {
        this.all = all;
    }

    @Override
    public void spend(WorkLimit limit, JsonNode[] values) {
        ALL.spend(limit, values);
        if (values[0].isNull() || values[1].isNull()) {
            return;
        }
        String text = written(values[0]);
        if (values.length > REPLACEMENT) {
            // JSLT makes room for the case that each character is replaced.
            limit.spendOnSize(
                    (long) text.length() * written(values[REPLACEMENT]).length());
        }
        Matcher matcher = pattern(written(values[1])).matcher(new SpendingText(text, limit));
        while (matcher.find() && all) {
            limit.spend(1);
        }
    }

    /** It is nearly always the one that stands in the mapping. */
    private Pattern pattern(String regex) {
        Pattern pattern = last;
        if (!pattern.pattern().equals(regex)) {
            pattern = Pattern.compile(regex);
            last = pattern;
        }
        return pattern;
    }

    private static String written(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
