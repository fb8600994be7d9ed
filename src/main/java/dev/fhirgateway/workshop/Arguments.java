package dev.fhirgateway.workshop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands behind a command: names, options with a value, and flags, in any order. */
final class Arguments {
    private final List<String> names = new ArrayList<>();
    private final Map<String, String> options = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * @param valued the options that take a value, with their dashes
     * @param flags those that stand alone
     */
    Arguments(List<String> args, Set<String> valued, Set<String> flags) {
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (flags.contains(arg)) {
                options.put(arg, "");
            } else if (valued.contains(arg) && i + 1 < args.size()) {
                i++;
                options.put(arg, args.get(i));
            } else if (valued.contains(arg)) {
                problems.add(arg + " needs a value");
            } else if (arg.startsWith("--")) {
                problems.add("unknown option: " + arg);
            } else {
                names.add(arg);
            }
        }
    }

    List<String> names() {
        return names;
    }

    Optional<String> value(String option) {
        return Optional.ofNullable(options.get(option));
    }

    boolean has(String flag) {
        return options.containsKey(flag);
    }

    /** What is wrong with them; may be empty. */
    List<String> problems() {
        return problems;
    }
}
