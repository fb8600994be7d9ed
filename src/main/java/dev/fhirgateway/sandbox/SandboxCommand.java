package dev.fhirgateway.sandbox;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The command {@code sandbox [--port N]}: the embedded registry alone, until the process is ended. */
public final class SandboxCommand {
    private static final int DEFAULT_PORT = 8081;
    private static final int USAGE = 2;

    private SandboxCommand() {}

    /**
     * Runs until the process is ended.
     *
     * @param args what follows {@code sandbox} on the command line
     * @return the exit code: 2 when the arguments or the port cannot be used
     */
    public static int run(List<String> args, PrintStream out, PrintStream err) {
        int port = port(args);
        if (port < 0) {
            err.println("usage: sandbox [--port N], N from 0 (any free port) to 65535");
            return USAGE;
        }
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withPort(port))) {
            out.println("Sandbox registry at " + sandbox.url() + ", API key: sandbox. Records are gone when it stops.");
            out.flush();
            new CountDownLatch(1).await();
            return 0;
        } catch (SandboxStartException e) {
            err.println(e.getMessage());
            return USAGE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** The port asked for, -1 when the arguments say none that can be used. */
    static int port(List<String> args) {
        if (args.isEmpty()) {
            return DEFAULT_PORT;
        }
        String value = args.get(0).startsWith("--port=") && args.size() == 1
                ? args.get(0).substring("--port=".length())
                : args.get(0).equals("--port") && args.size() == 2 ? args.get(1) : "";
        try {
            int port = Integer.parseInt(value);
            return port >= 0 && port <= 65_535 ? port : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
