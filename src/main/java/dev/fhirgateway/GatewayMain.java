package dev.fhirgateway;

import dev.fhirgateway.access.ClientCommand;
import dev.fhirgateway.access.ClientsException;
import dev.fhirgateway.access.ClientsFile;
import dev.fhirgateway.closing.BalanceCommand;
import dev.fhirgateway.closing.ReconcileCommand;
import dev.fhirgateway.letters.DeadLettersCommand;
import dev.fhirgateway.sandbox.SandboxCommand;
import dev.fhirgateway.send.SendCommand;
import dev.fhirgateway.settings.GatewaySettings;
import dev.fhirgateway.settings.Mode;
import dev.fhirgateway.settings.ResolvedSettings;
import dev.fhirgateway.settings.SettingsException;
import dev.fhirgateway.settings.SettingsReader;
import dev.fhirgateway.workshop.CoverageCommand;
import dev.fhirgateway.workshop.TranslateCommand;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command line. {@code serve} is what runs when nothing else is asked for. Exit codes: 0 done, 1 not all of it
 * (a demo that lost an entry, a client that could not be added, resources that cannot be translated, a config folder with
 * problems, a list that differs), 2 something that the operator has to mend first.
 */
public final class GatewayMain {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayMain.class);
    private static final Path CONFIG = Path.of("config");
    private static final int MEND_FIRST = 2;
    private static final String USAGE =
            """
            java -jar fhir-registry-gateway.jar [COMMAND]

              serve [--KEY=VALUE ...]         run the gateway (what happens without a command)
              demo                            start gateway and sandbox, send batches, show what came back
              sandbox [--port N] [...]        run the embedded registry alone; sandbox --help has its options
              send FILE|FOLDER|- --to URL     bring resources of any size to a gateway; send alone tells its options
              translate FILE|- [...]          show what would be sent of FHIR resources, and what would be left behind
              mapping coverage FILE ...       count what the mappings leave behind
              check [CONFIG-FOLDER]           read settings, clients, routes and mappings, run the examples
              client add NAME --source KEY    let a client write to a source; prints its token once
              client list | remove NAME       the clients there are; take one out
              balance --to URL [...]          what came in each day, and what became of it
              reconcile FILE|- [...]          how a list of records differs from what was delivered
              dead-letters list|show|replay|discard ... --to URL
                                              what failed finally in a running gateway, and what becomes of it
              prepare                         make an archive of classes, with which bin/fhir-registry-gateway starts sooner
              help                            this text

            Settings: config/application.properties, environment variables, or --KEY=VALUE; the README has the table.
            """;

    private final Path config;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * @param config the folder of the operator's files
     * @param environment the environment variables
     */
    GatewayMain(Path config, Map<String, String> environment, PrintStream out, PrintStream err) {
        this.config = config;
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        int code = new GatewayMain(CONFIG, System.getenv(), System.out, System.err).run(List.of(args));
        if (code != 0) {
            System.exit(code);
        }
    }

    /**
     * Runs a command to its end; that of {@code serve} is the interruption of this thread.
     *
     * @return the exit code
     */
    int run(List<String> args) {
        boolean named = !args.isEmpty() && !args.get(0).startsWith("--");
        String command = named ? args.get(0) : "serve";
        List<String> rest = named ? args.subList(1, args.size()) : args;
        try {
            return switch (command) {
                case "serve" -> rest.contains("--help") ? help() : serve(rest);
                case "demo" -> DemoCommand.run(out);
                case "sandbox" -> SandboxCommand.run(rest, out, err);
                case "translate" -> TranslateCommand.run(rest, settings(), System.in, out, err);
                case "mapping" -> CoverageCommand.run(rest, settings(), System.in, out, err);
                case "send" -> SendCommand.run(rest, System.in, out, err);
                case "prepare" -> PrepareCommand.run(rest, out, err);
                case "check" -> CheckCommand.run(rest, config, environment, out, err);
                case "client" -> ClientCommand.run(rest, config, out, err);
                case "balance" -> BalanceCommand.run(rest, out, err);
                case "reconcile" -> ReconcileCommand.run(rest, System.in, out, err);
                case "dead-letters" -> DeadLettersCommand.run(rest, out, err);
                case "help" -> help();
                default -> unknown(command);
            };
        } catch (SettingsException | ClientsException | GatewayStartException e) {
            err.println(e.getMessage());
            return MEND_FIRST;
        }
    }

    private GatewaySettings settings() {
        return resolve(List.of()).settings();
    }

    private ResolvedSettings resolve(List<String> args) {
        return SettingsReader.read(
                config, args, environment, ClientsFile.open(config).anyClient());
    }

    private int serve(List<String> args) {
        Thread.setDefaultUncaughtExceptionHandler(new LastResort(Runtime.getRuntime()::halt));
        ResolvedSettings resolved = resolve(args);
        Gateway gateway = Gateway.start(resolved);
        Thread stop = new Thread(gateway::close, "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        welcome(gateway);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Runtime.getRuntime().removeShutdownHook(stop);
            gateway.close();
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private void welcome(Gateway gateway) {
        LOG.info("listening on {}", gateway.url());
        out.println("FHIR Registry Gateway: PUT " + gateway.url());
        if (gateway.sandbox() != null) {
            out.println(
                    "DEVELOPMENT: no registry is configured (gateway.registry.url). Records go to the embedded sandbox at "
                            + gateway.sandbox().url() + " (API key: sandbox) and are gone when it stops.");
        }
        if (gateway.settings().mode() == Mode.DEVELOPMENT) {
            out.println("DEVELOPMENT: this machine may write without a token.");
        }
    }

    private int help() {
        out.print(USAGE);
        return 0;
    }

    private int unknown(String command) {
        err.println("unknown command: " + command);
        err.print(USAGE);
        return MEND_FIRST;
    }
}
