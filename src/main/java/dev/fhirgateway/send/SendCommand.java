package dev.fhirgateway.send;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;

/** The command {@code send}: brings resources of any size to a gateway. */
public final class SendCommand {
    static final int DONE = 0;
    static final int SOME_FAILED = 1;
    static final int COULD_NOT = 2;
    static final int INTERRUPTED = 3;

    private static final String USAGE =
            """
            Usage: send FILE|FOLDER|- --to URL [OPTION ...]
              FILE                  JSON array, one resource a line, or Bundles; also gzip. - reads the standard input
              FOLDER                its files *.json, *.ndjson, *.jsonl, and those with .gz, in the order of their names
              --to URL              the FHIR side of a gateway, such as http://127.0.0.1:8080/fhir
              --token-file FILE     the token of a client, and nothing else
              --async               send all as one job, and follow it to its end
              --batch N             the most entries of a request; 200
              --at-once N           the most requests at a time; 4
              --failed FILE         where failed originals go; FILE.failed.ndjson beside the input
              --state FILE          where it is remembered how far it went; FILE.send-state beside the input
              --patience TIME       how long a gateway that does not answer is waited for, such as 30s or 2h; 10m
            Exit code: 0 all stored, accepted or unchanged; 1 some failed; 2 could not run, or not go on; 3 interrupted
            """;

    private SendCommand() {}

    /**
     * Runs the command. Ctrl-C and SIGTERM end it tidily.
     *
     * @param args what stands behind the word {@code send}
     * @param in the standard input
     * @return the exit code, as the usage tells
     */
    public static int run(List<String> args, InputStream in, PrintStream out, PrintStream err) {
        Console console = new Console(out, err, Console.isTerminal());
        SendOptions options;
        try {
            options = SendOptions.of(args);
        } catch (CannotSend e) {
            console.tell(e.reason());
            err.print(USAGE);
            return COULD_NOT;
        }
        Stop stop = new Stop();
        try (Signals signals = Signals.become(stop)) {
            int code = run(options, in, stop, console);
            console.flush();
            return signals.ended(code);
        }
    }

    private static int run(SendOptions options, InputStream in, Stop stop, Console console) {
        try {
            Inputs inputs = Inputs.of(options.input(), in);
            return options.async()
                    ? new Job(options, inputs, stop, console).run()
                    : new Load(options, inputs, stop, console).run();
        } catch (CannotSend e) {
            console.tell(e.reason());
            return COULD_NOT;
        }
    }
}
