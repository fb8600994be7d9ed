package dev.fhirgateway.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code --key=value} arguments; each key once. */
final class CommandLine {
    private static final Pattern ARGUMENT = Pattern.compile("--([^=\\s]+)=(.*)", Pattern.DOTALL);
    private static final Pattern WITHOUT_VALUE = Pattern.compile("--([A-Za-z][\\w.-]*)");

    private CommandLine() {}

    static Map<String, GivenValue> parse(List<String> args, List<String> problems) {
        Map<String, GivenValue> given = new LinkedHashMap<>();
        for (int i = 0; i < args.size(); i++) {
            Matcher matcher = ARGUMENT.matcher(args.get(i));
            if (!matcher.matches()) {
                problems.add("command line: " + malformed(args.get(i), i + 1));
                continue;
            }
            GivenValue value = new GivenValue(matcher.group(2), "command line");
            if (given.putIfAbsent(matcher.group(1), value) != null) {
                value.refuse(matcher.group(1), "given twice", problems);
            }
        }
        return given;
    }

    /** A stray argument is told by its place: it may be a secret that was meant to follow an equals sign. */
    private static String malformed(String argument, int place) {
        Matcher matcher = WITHOUT_VALUE.matcher(argument);
        return matcher.matches()
                ? "--" + matcher.group(1) + " has no value, expected --" + matcher.group(1) + "=VALUE"
                : "argument " + place + " is not of the form --key=value";
    }
}
