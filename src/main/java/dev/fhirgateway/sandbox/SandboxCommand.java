package dev.fhirgateway.sandbox;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** The command {@code sandbox}: the embedded registry alone, until the process is ended. */
public final class SandboxCommand {
    /** The options that take a value. */
    static final Set<String> OPTIONS =
            Set.of("--port", "--key", "--source-key", "--async", "--task-delay", "--store", "--trouble");

    /** Those of them that may be given several times. */
    static final Set<String> REPEATABLE = Set.of("--source-key");

    /** The options that stand alone. */
    static final Set<String> FLAGS = Set.of("--strict-catalog", "--legacy", "--lenient-ids");

    private static final int DONE = 0;
    private static final int MISUSED = 2;
    private static final String USAGE =
            """
            Usage: sandbox [OPTION ...]
              --port N              loopback port to listen on, 0 for any free one; 8081 when not given
              --key KEY             the API key that callers have to show; sandbox when not given
              --source-key SOURCE=KEY
                                    a key that is good for this source alone; may be given several times
              --async TYPE,...      resource types whose writes are accepted and done by a task
              --task-delay TIME     how long such a task takes, such as 200ms or 1m; 2s when not given
              --store FILE          an SQLite file to keep everything in; in memory when not given
              --trouble FILE        a script of the trouble that calls meet, in YAML; read again when it changes
              --strict-catalog      takes only records whose source and type the catalog has
              --legacy              answers in the forms from before the registry's change of May 2025
              --lenient-ids         takes ids of one character too
              --help                this text
            """;

    private SandboxCommand() {}

    /**
     * Runs until the process is ended.
     *
     * @param args what follows {@code sandbox} on the command line
     * @return the exit code: 2 when the arguments, the script, the store or the port cannot be used
     */
    public static int run(List<String> args, PrintStream out, PrintStream err) {
        if (args.contains("--help")) {
            out.print(USAGE);
            return DONE;
        }
        SandboxArguments arguments = new SandboxArguments(args);
        if (!arguments.problems().isEmpty()) {
            arguments.problems().forEach(err::println);
            err.println("sandbox --help tells the options.");
            return MISUSED;
        }
        return serve(arguments.options(), out, err);
    }

    private static int serve(SandboxOptions options, PrintStream out, PrintStream err) {
        try (Sandbox sandbox = Sandbox.start(options)) {
            out.println("Sandbox registry at " + sandbox.url() + ", API key: " + options.apiKey()
                    + (options.store() == null
                            ? ". Records are gone when it stops."
                            : ". Records are kept in " + options.store() + "."));
            out.println("Try its calls at " + sandbox.url() + "/docs/, generate clients from " + sandbox.url()
                    + "/openapi.json");
            out.flush();
            new CountDownLatch(1).await();
            return DONE;
        } catch (SandboxStartException e) {
            err.println(e.getMessage());
            return MISUSED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DONE;
        }
    }
}
