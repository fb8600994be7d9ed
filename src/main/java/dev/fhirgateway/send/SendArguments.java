package dev.fhirgateway.send;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words of a command line, and what is wrong with them. */
final class SendArguments {
    private static final Set<String> VALUED =
            Set.of("--to", "--token-file", "--batch", "--at-once", "--failed", "--state", "--patience");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[1-9][0-9]{0,5}");
    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,5})([smh])");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");
    private static final Map<String, Duration> UNITS =
            Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1));

    private final Map<String, String> given = new HashMap<>();
    private final List<String> inputs = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    SendArguments(List<String> args) {
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.equals("--async")) {
                given.put(arg, "");
            } else if (VALUED.contains(arg) && i + 1 < args.size()) {
                i++;
                given.put(arg, args.get(i));
            } else if (VALUED.contains(arg)) {
                problems.add(arg + " needs a value");
            } else if (arg.startsWith("--")) {
                problems.add("unknown option: " + arg);
            } else {
                inputs.add(arg);
            }
        }
    }

    SendOptions options() throws CannotSend {
        if (inputs.size() != 1) {
            problems.add("one FILE or FOLDER is needed, or - for the standard input");
        }
        String input = inputs.isEmpty() ? SendOptions.STANDARD_INPUT : inputs.get(0);
        SendOptions options = new SendOptions(
                input,
                to(),
                token(),
                given.containsKey("--async"),
                number("--batch", 200, 100_000),
                number("--at-once", 4, 64),
                Path.of(given.getOrDefault("--failed", beside(input) + SendOptions.FAILED)),
                given.containsKey("--failed"),
                state(input),
                patience());
        if (!problems.isEmpty()) {
            throw new CannotSend(String.join(System.lineSeparator(), problems));
        }
        return options;
    }

    private URI to() {
        URI none = URI.create("http://none");
        try {
            URI to = new URI(given.getOrDefault("--to", ""));
            boolean usable = to.getHost() != null && List.of("http", "https").contains(to.getScheme());
            if (usable && to.getRawQuery() == null && to.getRawFragment() == null) {
                return to;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        problems.add("--to needs the URL of a gateway's FHIR side, such as http://127.0.0.1:8080/fhir");
        return none;
    }

    private @Nullable String token() {
        String file = given.get("--token-file");
        if (file == null) {
            return null;
        }
        try {
            String token = Files.readString(Path.of(file)).strip();
            if (TOKEN.matcher(token).matches()) {
                return token;
            }
            problems.add("--token-file: " + file + " has to hold a token and nothing else");
        } catch (IOException e) {
            problems.add("--token-file: " + file + " cannot be read");
        }
        return null;
    }

    private int number(String option, int standard, int most) {
        String text = given.getOrDefault(option, Integer.toString(standard));
        if (WHOLE_NUMBER.matcher(text).matches() && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        problems.add(option + " needs a whole number from 1 to " + most);
        return standard;
    }

    private Duration patience() {
        Matcher time = TIME.matcher(given.getOrDefault("--patience", "10m"));
        if (time.matches()) {
            Duration unit = UNITS.getOrDefault(time.group(2), Duration.ZERO);
            return unit.multipliedBy(Long.parseLong(time.group(1)));
        }
        problems.add("--patience needs a time such as 30s, 10m or 2h");
        return Duration.ZERO;
    }

    /** A job is followed by its URL, so that of the standard input, too, can be remembered. */
    private @Nullable Path state(String input) {
        String named = given.get("--state");
        boolean readOnce = input.equals(SendOptions.STANDARD_INPUT);
        if (named != null && readOnce && !given.containsKey("--async")) {
            problems.add("--state: the standard input cannot be read again from its beginning; give a file");
        }
        if (named == null && readOnce) {
            return null;
        }
        return Path.of(named == null ? beside(input) + SendOptions.STATE : named);
    }

    private static String beside(String input) {
        if (input.equals(SendOptions.STANDARD_INPUT)) {
            return "standard-input";
        }
        Path path = Path.of(input).normalize();
        return path.getFileName() == null || path.toString().isEmpty()
                ? path.toAbsolutePath().normalize() + "send"
                : path.toString();
    }
}
