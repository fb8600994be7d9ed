package dev.fhirgateway.sandbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcmaScriptRegexTest {
    static Stream<Arguments> expressions() {
        return Stream.of(
                Arguments.of("b", "abc", true),
                Arguments.of("^b", "abc", false),
                Arguments.of("^a$", "a\n", false),
                Arguments.of("^\\$a$", "$a", true),
                Arguments.of("[$]", "$", true),
                Arguments.of("^[[]$", "[", true),
                Arguments.of("^[a&&b]+$", "a&b", true),
                Arguments.of("^\\s$", "\u00a0", true),
                Arguments.of("^[\\s-]+$", "\u2028-", true),
                Arguments.of("^\\S$", "\ufeff", false),
                Arguments.of("^\\v$", "\n", false),
                Arguments.of("^[\\w\\-\\.]+@([\\w-]+\\.)+[\\w-]{2,4}$", "a.b-c@example.org", true),
                Arguments.of("^[\\w\\-\\.]+@([\\w-]+\\.)+[\\w-]{2,4}$", "a.b-c@example", false),
                Arguments.of("(?<y>\\d{4})-\\k<y>", "2020-2020", true));
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void meansWhatItMeansInEcmaScript(String regex, String text, boolean found) {
        assertThat(EcmaScriptRegex.compile(regex).orElseThrow().matcher(text).find())
                .isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[a", "a{2,1}", "*a", "\\"})
    void whatIsNoExpressionIsNotCompiled(String regex) {
        assertThat(EcmaScriptRegex.compile(regex)).isEmpty();
    }
}
