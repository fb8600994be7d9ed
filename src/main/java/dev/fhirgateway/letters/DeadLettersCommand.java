package dev.fhirgateway.letters;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The command {@code dead-letters}: what failed finally in a running gateway, and what is to become of it. */
public final class DeadLettersCommand {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final String USAGE =
            """
            Usage:
              dead-letters list [SELECTION ...]                   print them, a line each
              dead-letters show NUMBER [--full]                   print all there is of one
              dead-letters replay NUMBER [--with FILE]            send one again, or the resource in FILE instead
              dead-letters replay SELECTION ...|--all             send all of them again
              dead-letters discard NUMBER --reason TEXT           settle one that nobody needs
              dead-letters discard SELECTION ...|--all --reason TEXT
            SELECTION: --type TYPE, --id ID, --blame BLAME, --since TIME, --until TIME, --batch ID, --job ID;
              for a list also --state STATE,... or any
            To reach the gateway: --to URL [--token-file FILE]
            """;

    private final LetterArguments arguments;
    private final PrintStream out;
    private final PrintStream err;

    private DeadLettersCommand(LetterArguments arguments, PrintStream out, PrintStream err) {
        this.arguments = arguments;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the command.
     *
     * @param args what stands behind the word {@code dead-letters}
     * @return the exit code: 0 done, 1 the gateway refused it or cannot be reached, 2 not a command
     */
    public static int run(List<String> args, PrintStream out, PrintStream err) {
        LetterArguments arguments = LetterArguments.of(args);
        return arguments.problems().isEmpty()
                ? new DeadLettersCommand(arguments, out, err).run()
                : misused(arguments.problems(), err);
    }

    private static int misused(List<String> problems, PrintStream err) {
        problems.forEach(err::println);
        err.print(USAGE);
        return MISUSED;
    }

    private int run() {
        try {
            GatewayCalls gateway = GatewayCalls.to(arguments);
            return switch (arguments.verb()) {
                case "list" -> list(gateway);
                case "show" -> show(gateway);
                case "replay" -> act(gateway, body());
                default -> act(gateway, GatewayCalls.json(Map.of("reason", arguments.value("--reason"))));
            };
        } catch (GatewayCalls.Refused refused) {
            err.println(refused.getMessage());
            return FAILED;
        } catch (IOException unreachable) {
            err.println("the gateway cannot be reached, or a file not be read: "
                    + Objects.requireNonNullElse(
                            unreachable.getMessage(), unreachable.getClass().getSimpleName()));
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private byte[] body() throws IOException {
        return arguments.has("--with") ? Files.readAllBytes(Path.of(arguments.value("--with"))) : new byte[0];
    }

    /** Page by page, so that however many there are, few are in memory. */
    private int list(GatewayCalls gateway) throws IOException, InterruptedException, GatewayCalls.Refused {
        String next = "/gateway/dead-letters" + arguments.query("&count=500");
        int count = 0;
        while (!next.isEmpty()) {
            JsonNode page = gateway.get(next);
            page.path("letters").forEach(letter -> out.println(line(letter)));
            count += page.path("letters").size();
            next = page.path("next").asText();
        }
        out.println(count + (count == 1 ? " letter" : " letters"));
        return DONE;
    }

    private static String line(JsonNode letter) {
        String record = letter.has("resourceType")
                ? letter.path("resourceType").asText() + "/" + letter.path("id").asText()
                : "no record";
        return String.join(
                "  ",
                letter.path("number").asText(),
                letter.path("state").asText(),
                letter.path("diedAt").asText(),
                record,
                letter.path("blame").asText("-"),
                letter.path("reason").asText());
    }

    private int show(GatewayCalls gateway) throws IOException, InterruptedException, GatewayCalls.Refused {
        JsonNode letter = gateway.get(
                "/gateway/dead-letters/" + arguments.number() + (arguments.has("--full") ? "?view=full" : ""));
        out.println(letter.toPrettyString());
        return DONE;
    }

    private int act(GatewayCalls gateway, byte[] body) throws IOException, InterruptedException, GatewayCalls.Refused {
        String verb = arguments.verb();
        String path = arguments.isOne()
                ? "/gateway/dead-letters/" + arguments.number() + "/" + verb
                : "/gateway/dead-letters/" + verb + arguments.query(arguments.has("--all") ? "&all=true" : "");
        JsonNode answer = gateway.post(path, body);
        out.println(
                verb.equals("replay")
                        ? answer.path("replaying").asInt()
                                + " to be sent again; dead-letters list --state any shows what" + " becomes of them"
                        : answer.path("discarded").asInt() + " discarded");
        return DONE;
    }
}
