package dev.fhirgateway;

import dev.fhirgateway.access.ClientsException;
import dev.fhirgateway.access.ClientsFile;
import dev.fhirgateway.settings.GatewaySettings;
import dev.fhirgateway.settings.SettingsException;
import dev.fhirgateway.settings.SettingsReader;
import dev.fhirgateway.translation.MappingSet;
import dev.fhirgateway.translation.Mappings;
import dev.fhirgateway.workshop.ExampleRun;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command {@code check}: everything that a config folder holds, read as a start would, and told all at once. */
final class CheckCommand {
    private static final int DONE = 0;
    private static final int PROBLEMS = 1;
    private static final int MISUSED = 2;
    private static final String DEFAULT_SOURCE = "default";
    private static final String DEFAULT_BASE_PATH = "/fhir";

    private final Path config;
    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    private CheckCommand(Path config, Map<String, String> environment) {
        this.config = config;
        this.environment = environment;
    }

    /**
     * Runs the command. Nothing is started, nothing is sent.
     *
     * @param args what stands behind the word {@code check}: a folder, or nothing for {@code config}
     * @return the exit code: 0 nothing is wrong, 1 something is, 2 not a command, or no such folder
     */
    static int run(List<String> args, Path config, Map<String, String> environment, PrintStream out, PrintStream err) {
        if (args.size() > 1 || args.stream().anyMatch(arg -> arg.startsWith("--"))) {
            err.println("Usage: check [CONFIG-FOLDER]");
            return MISUSED;
        }
        Path folder = args.isEmpty() ? config : Path.of(args.get(0));
        if (!Files.isDirectory(folder)) {
            err.println("there is no folder " + folder);
            return MISUSED;
        }
        return new CheckCommand(folder, environment).run(out);
    }

    private int run(PrintStream out) {
        Optional<GatewaySettings> settings = settings();
        RouteCheck routes =
                RouteCheck.of(config, settings.map(all -> all.http().basePath()).orElse(DEFAULT_BASE_PATH));
        routes.problems().forEach(problem -> problems.add(problem.toString()));
        Mappings mappings = Mappings.read(config);
        mappings.problems().forEach(problem -> problems.add(problem.toString()));
        MappingSet set = mappings.current();
        ExampleRun examples = new ExampleRun(
                config, set, settings.map(GatewaySettings::sourceKey).orElse(DEFAULT_SOURCE));
        problems.addAll(examples.problems());
        problems.forEach(out::println);
        out.println(config + ": "
                + counted(set.ownTypes().size() + mappings.problems().size(), "mapping") + ", "
                + examples.asExpected() + " of " + counted(examples.run(), "example") + " as expected, "
                + counted(routes.read(), "route file") + "; "
                + (problems.isEmpty() ? "nothing is wrong" : counted(problems.size(), "problem")));
        return problems.isEmpty() ? DONE : PROBLEMS;
    }

    private Optional<GatewaySettings> settings() {
        boolean anyClient = true;
        try {
            anyClient = ClientsFile.open(config).anyClient();
        } catch (ClientsException e) {
            problems.addAll(e.problems());
        }
        try {
            return Optional.of(SettingsReader.read(config, List.of(), environment, anyClient)
                    .settings());
        } catch (SettingsException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
