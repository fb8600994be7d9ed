package dev.fhirgateway;

import dev.fhirgateway.access.ClientCommand;
import dev.fhirgateway.access.ClientsException;
import dev.fhirgateway.access.ClientsFile;
import dev.fhirgateway.sandbox.SandboxCommand;
import dev.fhirgateway.settings.Mode;
import dev.fhirgateway.settings.ResolvedSettings;
import dev.fhirgateway.settings.SettingsException;
import dev.fhirgateway.settings.SettingsReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command line. {@code serve} is what runs when nothing else is asked for. Exit codes: 0 done, 1 a demo that lost
 * an entry, 2 something that the operator has to mend first.
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
              client add NAME --source KEY    let a client write to a source; prints its token once
              client list | remove NAME       the clients there are; take one out
              help                            this text

            Settings: config/application.properties, environment variables, or --KEY=VALUE; the README has the table.
            """;

    private GatewayMain() {}

    public static void main(String[] args) {
        int code = run(List.of(args), System.getenv(), System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    static int run(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
        String command = args.isEmpty() || args.get(0).startsWith("--") ? "serve" : args.get(0);
        List<String> rest = args.isEmpty() || args.get(0).startsWith("--") ? args : args.subList(1, args.size());
        try {
            return switch (command) {
                case "serve" -> rest.contains("--help") ? help(out) : serve(rest, environment, out);
                case "demo" -> DemoCommand.run(out);
                case "sandbox" -> SandboxCommand.run(rest, out, err);
                case "client" -> ClientCommand.run(rest, CONFIG, out, err);
                case "help" -> help(out);
                default -> unknown(command, err);
            };
        } catch (SettingsException | ClientsException | GatewayStartException e) {
            err.println(e.getMessage());
            return MEND_FIRST;
        }
    }

    private static int serve(List<String> args, Map<String, String> environment, PrintStream out) {
        ResolvedSettings resolved = SettingsReader.read(
                CONFIG, args, environment, ClientsFile.open(CONFIG).anyClient());
        Gateway gateway = Gateway.start(resolved);
        Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "stop"));
        welcome(gateway, out);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static void welcome(Gateway gateway, PrintStream out) {
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

    private static int help(PrintStream out) {
        out.print(USAGE);
        return 0;
    }

    private static int unknown(String command, PrintStream err) {
        err.println("unknown command: " + command);
        err.print(USAGE);
        return MEND_FIRST;
    }
}
