package dev.fhirgateway.sandbox.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.registry.RegistryTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The operators of the registry's search language that compare one value ({@code registry-side 8}): {@code eq} is blind
 * to the case of letters, {@code *} in its text stands for any text and alone for any value at all; {@code gt} and
 * {@code lt} order numbers, dates and times.
 */
enum Comparison {
    EQ {
        @Override
        boolean holds(JsonNode value, JsonNode operand) {
            if (!operand.isTextual()) {
                return order(value, operand).equals(OptionalInt.of(0)) || value.equals(operand);
            }
            return ANYTHING.equals(operand.textValue()) || (value.isTextual() && matches(value, operand));
        }
    },
    GT {
        @Override
        boolean holds(JsonNode value, JsonNode operand) {
            return order(value, operand).orElse(0) > 0;
        }
    },
    LT {
        @Override
        boolean holds(JsonNode value, JsonNode operand) {
            return order(value, operand).orElse(0) < 0;
        }
    };

    private static final String ANYTHING = "*";

    /** Whether the value, which is there, compares so with the operand. */
    abstract boolean holds(JsonNode value, JsonNode operand);

    static Optional<Comparison> ofOperator(String operator) {
        return Arrays.stream(values())
                .filter(one -> one.operator().equals(operator))
                .findFirst();
    }

    String operator() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static boolean matches(JsonNode value, JsonNode operand) {
        String regex = Arrays.stream(operand.textValue().split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
        return Pattern.compile(regex, flags).matcher(value.textValue()).matches();
    }

    /** Moments by the time line; other dates and times by their text, which sorts as they do. */
    private static OptionalInt order(JsonNode value, JsonNode operand) {
        if (value.isNumber() && operand.isNumber()) {
            return OptionalInt.of(value.decimalValue().compareTo(operand.decimalValue()));
        }
        if (!value.isTextual() || !operand.isTextual()) {
            return OptionalInt.empty();
        }
        Optional<Instant> one = RegistryTime.parse(value.textValue());
        Optional<Instant> other = RegistryTime.parse(operand.textValue());
        return OptionalInt.of(
                (one.isPresent() && other.isPresent())
                        ? one.get().compareTo(other.get())
                        : value.textValue().compareTo(operand.textValue()));
    }
}
