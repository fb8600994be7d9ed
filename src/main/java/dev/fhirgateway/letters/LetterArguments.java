package dev.fhirgateway.letters;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What stands behind the word {@code dead-letters}. */
final class LetterArguments {
    private static final Set<String> SELECTION =
            Set.of("--type", "--id", "--blame", "--since", "--until", "--batch", "--job");
    private static final Set<String> REACHING = Set.of("--to", "--token-file");
    private static final Map<String, Set<String>> MORE = Map.of(
            "list", Set.of("--state"),
            "show", Set.of(),
            "replay", Set.of("--with"),
            "discard", Set.of("--reason"));
    private static final Map<String, Set<String>> FLAGS =
            Map.of("list", Set.of(), "show", Set.of("--full"), "replay", Set.of("--all"), "discard", Set.of("--all"));

    private final String verb;
    private final List<String> names = new ArrayList<>();
    private final Map<String, String> options = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private LetterArguments(String verb) {
        this.verb = verb;
    }

    static LetterArguments of(List<String> args) {
        String verb = args.isEmpty() ? "" : args.get(0);
        LetterArguments arguments = new LetterArguments(verb);
        if (MORE.containsKey(verb)) {
            arguments.read(args.subList(1, args.size()));
            arguments.check();
        } else {
            arguments.problems.add("what is to be done: list, show, replay or discard?");
        }
        return arguments;
    }

    private void read(List<String> args) {
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            boolean valued = REACHING.contains(arg)
                    || Objects.requireNonNull(MORE.get(verb)).contains(arg)
                    || (!verb.equals("show") && SELECTION.contains(arg));
            if (valued && i + 1 < args.size()) {
                i++;
                options.put(arg, args.get(i));
            } else if (valued) {
                problems.add(arg + " needs a value");
            } else if (Objects.requireNonNull(FLAGS.get(verb)).contains(arg)) {
                options.put(arg, "");
            } else if (arg.startsWith("--")) {
                problems.add("unknown option: " + arg);
            } else {
                names.add(arg);
            }
        }
    }

    private void check() {
        if (!has("--to")) {
            problems.add("--to says where the gateway is, such as http://127.0.0.1:8080");
        }
        if (verb.equals("discard") && !has("--reason")) {
            problems.add("--reason says why it is not needed");
        }
        boolean narrow = has("--all") || options.keySet().stream().anyMatch(SELECTION::contains);
        boolean one = names.size() == 1 && names.get(0).matches("\\d{1,18}");
        if (verb.equals("list") ? !names.isEmpty() : verb.equals("show") ? !one : one == narrow || names.size() > 1) {
            problems.add("which letters are meant?");
        }
        if (!one && has("--with")) {
            problems.add("--with belongs to one letter");
        }
    }

    String verb() {
        return verb;
    }

    boolean isOne() {
        return !names.isEmpty();
    }

    String number() {
        return names.get(0);
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    /** @throws NullPointerException when it is not there */
    String value(String option) {
        return Objects.requireNonNull(options.get(option));
    }

    /** What is wrong with them; may be empty. */
    List<String> problems() {
        return problems;
    }

    /** What is selected, as the parameters of a URL. */
    String query(String more) {
        String query = options.entrySet().stream()
                        .filter(option -> SELECTION.contains(option.getKey())
                                || option.getKey().equals("--state"))
                        .map(option -> option.getKey().substring(2) + "="
                                + URLEncoder.encode(option.getValue(), StandardCharsets.UTF_8))
                        .sorted()
                        .collect(Collectors.joining("&"))
                + more;
        String clean = query.startsWith("&") ? query.substring(1) : query;
        return clean.isEmpty() ? "" : "?" + clean;
    }
}
