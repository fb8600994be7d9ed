package dev.fhirgateway.sandbox;

import dev.fhirgateway.registry.SourceKey;
import dev.fhirgateway.sandbox.trouble.DurationText;
import dev.fhirgateway.sandbox.trouble.TroubleFile;
import dev.fhirgateway.sandbox.trouble.TroubleScriptException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What follows {@code sandbox} on the command line, each option as {@code --name value} or {@code --name=value}, and
 * flags alone.
 */
final class SandboxArguments {
    private static final int DEFAULT_PORT = 8081;
    private static final int HIGHEST_PORT = 65_535;
    private static final String KEY = "[\\p{Graph}]+";

    private final List<String> problems = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private SandboxOptions options = SandboxOptions.defaults().withPort(DEFAULT_PORT);

    SandboxArguments(List<String> args) {
        Deque<String> rest = new ArrayDeque<>(args);
        while (!rest.isEmpty()) {
            read(rest);
        }
    }

    /** To be used only when there are no problems. */
    SandboxOptions options() {
        return options;
    }

    /** All that is wrong, the problems of the script included. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    private void read(Deque<String> rest) {
        String arg = rest.pop();
        int equals = arg.startsWith("--") ? arg.indexOf('=') : -1;
        String name = equals < 0 ? arg : arg.substring(0, equals);
        boolean flag = SandboxCommand.FLAGS.contains(name);
        if (!flag && !SandboxCommand.OPTIONS.contains(name)) {
            problems.add("unknown argument: " + name);
        } else if (!seen.add(name) && !SandboxCommand.REPEATABLE.contains(name)) {
            problems.add(name + " is given twice");
        } else if (flag && equals >= 0) {
            problems.add(name + " takes no value");
        } else if (flag) {
            take(name);
        } else if (equals < 0 && rest.isEmpty()) {
            problems.add(name + " needs a value");
        } else {
            take(name, equals < 0 ? rest.pop() : arg.substring(equals + 1));
        }
    }

    private void take(String flag) {
        switch (flag) {
            case "--legacy" -> options = options.withLegacy(true);
            case "--lenient-ids" -> options = options.withLenientIds(true);
            default -> options = options.withStrictCatalog(true);
        }
    }

    private void take(String name, String value) {
        switch (name) {
            case "--port" -> port(value);
            case "--key" -> key(value);
            case "--source-key" -> sourceKey(value);
            case "--async" -> asyncTypes(value);
            case "--task-delay" ->
                DurationText.parse(value)
                        .ifPresentOrElse(
                                delay -> options = options.withTaskDelay(delay),
                                () -> problems.add(name + " expects " + DurationText.EXPECTED));
            case "--store" -> store(value);
            default -> trouble(value);
        }
    }

    private void port(String value) {
        if (value.matches("\\d{1,5}") && Integer.parseInt(value) <= HIGHEST_PORT) {
            options = options.withPort(Integer.parseInt(value));
        } else {
            problems.add("--port expects a number from 0 (any free port) to " + HIGHEST_PORT);
        }
    }

    private void key(String value) {
        if (value.matches(KEY)) {
            options = options.withApiKey(value);
        } else {
            problems.add("--key expects printable ASCII without spaces");
        }
    }

    private void sourceKey(String value) {
        int equals = value.indexOf('=');
        String source = value.substring(0, Math.max(equals, 0));
        String key = value.substring(equals + 1);
        if (!SourceKey.isLegal(source) || !key.matches(KEY)) {
            problems.add("--source-key expects SOURCE=KEY, the key in printable ASCII without spaces");
        } else if (options.sourceApiKeys().containsKey(source)) {
            problems.add("--source-key is given twice for " + source);
        } else {
            Map<String, String> keys = new HashMap<>(options.sourceApiKeys());
            keys.put(source, key);
            options = options.withSourceApiKeys(keys);
        }
    }

    private void asyncTypes(String value) {
        List<String> types = List.of(value.split(",", -1));
        if (types.stream().allMatch(SourceKey::isLegal)) {
            options = options.withAsyncTypes(Set.copyOf(types));
        } else {
            problems.add("--async expects resource types separated by commas, such as patient,encounter");
        }
    }

    private void store(String file) {
        try {
            options = options.withStore(Path.of(file));
        } catch (InvalidPathException impossible) {
            problems.add("--store expects the path of a file");
        }
    }

    private void trouble(String file) {
        try {
            Path path = Path.of(file);
            TroubleFile.open(path);
            options = options.withTroubleFile(path);
        } catch (TroubleScriptException broken) {
            broken.problems().forEach(problem -> problems.add(file + " " + problem));
        } catch (InvalidPathException unreadable) {
            problems.add(file + " cannot be read");
        }
    }
}
