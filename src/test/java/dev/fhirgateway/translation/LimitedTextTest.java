package dev.fhirgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text under the limit is the same as before, but for its cost. */
class LimitedTextTest {
    private static final JsonNode INPUT = Entries.tree(
            """
            {"a": 3, "b": -2.5, "t": "some text", "u": "7", "list": [3, "x", null, [1, [2]], {"k": "v"}], "o": {"k": 1, "l": [2]},
             "empty": [], "json": "{\\"x\\": [1]}", "time": "2020-01-31T10:00:00Z", "bool": true}
            """);

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".a + .b * 2 - 7 / .a",
                "1 + 2 * 3 - 4 - 5 + \"x\" + .t * 2",
                "(.a + 1) * (.b - 1) / 2",
                ".list + [1, 2] + .empty + null",
                ".o + {\"m\": .a + 1} + {\"k\": 2}",
                "[.a == 3, .a != 3, .a < 3, .a <= 3, .a > .b, .a >= 3, .t == .u, .o == {\"k\": 1, \"l\": [2]}, .list != .list]",
                "if (.a == 3 and not(.b > 0) or .t == \"x\") .a + 1 else .b - 1 + 2",
                "if (.x) 1 else 2 + 3 + if (.x) 4 else 5 * 6",
                "let x = .a + 1 [for (.list) . == $x]",
                "let x = .t + \"y\" .t | . + $x | size(.) + 1",
                "def f(x, y) let z = $x + $y $z * 2 f(.a, .b) + f(1, 2)",
                "def size(x) \"own\" size(.t) + size(1)",
                "def test(x, y) $x + $y test(.t, \"(\")",
                "{\"x\": .a + 1, \"y\": {\"z\": .b * 2}, * : .}",
                "{\"o\": {\"k\": .o.k + 1, * - l : .}, * - list, t : .}",
                "{for (.o) .key + \"!\" : .value if (.key != \"z\")}",
                "[for (.list) let s = string(.) {\"s\": $s + $s, \"n\": size($s)} if (not(is-array(.)))]",
                ".list[.a - 2] + .list[size(.list) - 2][0 : 1 + 1][0]",
                "[for (array(.o)) .key + .value]",
                "fallback(.x, .y + .z, .a * 2)",
                "[number(.u), number(\"1.5e2\"), round(.b), floor(.b), ceiling(.b), mod(7, .a), sum([.a, 2]), hash-int(.o)]",
                "[min(.a, .b), max(.a, .b), max(.t, .u), is-number(.a), is-integer(.a), is-decimal(.b), is-boolean(.bool)]",
                "[is-string(.t), is-array(.list), is-object(.o), boolean(.empty), string(.list), to-json(.o), from-json(.json)]",
                "[test(.t, \"e\"), test(.x, \"e\"), test(.t, \"^e\"), capture(.t, \"(?<first>[a-z]+) (?<second>.*)\"), capture(.x, \"a\")]",
                "[split(.t, \"e\"), split(.time, \"[-T:]\"), split(.x, \"e\"), split(.a, \"3\"), join(.list, \"-\"), join(.x, \"-\")]",
                "[replace(.t, \"e\", \"__\"), replace(.t, \"z\", \"\"), replace(.x, \"a\", \"b\"), replace(.a, \"3\", .b), trim(\" x \")]",
                "[lowercase(\"AbC\"), uppercase(.t), sha256-hex(.t), starts-with(.t, \"some\"), ends-with(.t, \"ext\"), size(.o)]",
                "[contains(.a, [1, 3]), contains(\"k\", .o), contains(\"me\", .t), contains(.o, [.o]), get-key(.o, \"l\"), get-key(.o, \"x\", 5)]",
                "[flatten(.list), all(.list), any(.list), zip(.list, .list), zip-with-index(.list), index-of(.list, \"x\")]",
                "[parse-time(.time, \"yyyy-MM-dd'T'HH:mm:ssX\"), format-time(1, \"yyyy\"), parse-url(\"http://h:1/p?q=1#f\"), uuid(1, 2)]",
                "import \"http://jslt.schibsted.com/2018/experimental\" as e e:group-by(.list, string(.), size(string(.)) + 1)"
            })
    void givesTheSame(String text) {
        assertThat(limited(text).apply(INPUT)).isEqualTo(plain(text).apply(INPUT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\n number(.t)}",
                "{\"a\":\n .t - 1}",
                "{\"a\":\n error(.t)}",
                "{\"a\": .a + [for (.list)\n round(\"1\")]}",
                "{\"a\":\n replace(.t, \"x*\", \"\")}",
                "{\"a\":\n test(.t, \"(\" + .a)}",
                "def f(x)\r\n  $x.a < .o f(.)",
                "{\"a\": 1} +\n (1 * .o)"
            })
    void failsWithTheLine(String text) {
        assertThatExceptionOfType(JsltException.class)
                .isThrownBy(() -> limited(text).apply(INPUT))
                .satisfies(failure -> assertThat(failure.getLine()).isEqualTo(2))
                .satisfies(failure -> assertThat(failure.getSource()).isEqualTo("x.jslt"));
    }

    @Test
    void staysInItsLines() {
        String text =
                """
                // def no(x) 1 + 1
                def  f ( a,b )
                \tlet c = [ for (size($a))\t$b * 2 ]
                  {for ($c) "d (" : f(1, 2)\t+ 1}
                f(.a, -1)
                """;

        String limited = LimitedText.ofMapping("x.jslt", text, new ArrayList<>(), module -> {});

        assertThat(limited)
                .isEqualTo(
                        """
                        // def no(x) 1 + 1
                        def  f ( a,b ) let gateway-0 = (gateway-0())\s
                        \tlet c = [ for (gateway-2($a)) let gateway-1 = (gateway-1()) \t(gateway-3($b , 2)) ]
                          {for ($c) let gateway-4 = (gateway-4())  "d (" : (gateway-5(f(1, 2)\t, 1))}
                        f(.a, -1)
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"def f(", "{\"a\": @}", "", "\"a\" \"b\""})
    void isLeftAloneWhenItIsNotJslt(String text) {
        assertThat(LimitedText.ofMapping("x.jslt", text, new ArrayList<>(), module -> {}))
                .isEqualTo(text);
    }

    private static Expression limited(String text) {
        WorkLimit.begin();
        List<Function> functions = new ArrayList<>();
        String limited = LimitedText.ofMapping("x.jslt", text, functions, module -> {});
        assertThat(limited).contains("gateway-");
        return new Parser(new StringReader(limited))
                .withSource("x.jslt")
                .withFunctions(functions)
                .compile();
    }

    private static Expression plain(String text) {
        return new Parser(new StringReader(text)).compile();
    }
}
