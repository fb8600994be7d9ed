package dev.fhirgateway.closing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a command was told about the gateway that it is to call, and about the question. */
final class Call {
    private final Map<String, String> options = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * @param args such as {@code --to URL --token-file FILE}
     * @param known the options that there are, beside those two; each takes a value
     */
    Call(List<String> args, Set<String> known) {
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (!arg.startsWith("--")) {
                names.add(arg);
            } else if (!known.contains(arg) && !Set.of("--to", "--token-file").contains(arg)) {
                problems.add("unknown option: " + arg);
            } else if (i + 1 == args.size()) {
                problems.add(arg + " needs a value");
            } else {
                options.put(arg, args.get(++i));
            }
        }
        if (!options.containsKey("--to")) {
            problems.add("--to needs the URL of the gateway, such as http://127.0.0.1:8080");
        }
    }

    /** What is not an option. */
    List<String> names() {
        return names;
    }

    /** What is wrong with the arguments; empty when nothing is. */
    List<String> problems() {
        return problems;
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /**
     * A request to a path of the gateway.
     *
     * @param path with its query, from the root of the server
     * @throws Impossible when there is no such URL, or no such file
     */
    HttpRequest.Builder request(String path) throws Impossible {
        HttpRequest.Builder request;
        try {
            request = HttpRequest.newBuilder(
                    URI.create(options.getOrDefault("--to", "")).resolve(path));
        } catch (IllegalArgumentException noUrl) {
            throw new Impossible("--to: expected a URL such as http://127.0.0.1:8080");
        }
        if (options.containsKey("--token-file")) {
            request.header("Authorization", "Bearer " + token(options.get("--token-file")));
        }
        return request;
    }

    private static String token(String file) throws Impossible {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException noFile) {
            throw new Impossible("--token-file: the file does not exist or cannot be read as text");
        }
    }

    /** The command cannot do what it was asked for; its message says why. */
    static final class Impossible extends Exception {
        private static final long serialVersionUID = 1L;

        Impossible(String why) {
            super(why, null, false, false);
        }
    }
}
