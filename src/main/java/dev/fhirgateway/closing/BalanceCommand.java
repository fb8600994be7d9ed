package dev.fhirgateway.closing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command {@code balance}: what came in on some days, and what became of it, as a running gateway knows it. */
public final class BalanceCommand {
    private static final int DONE = 0;
    private static final int FAILED = 2;
    private static final int OK = 200;
    private static final List<String> COLUMNS =
            List.of("received", "persisted", "unchanged", "superseded", "answered", "deadLettered", "pending");
    private static final String USAGE =
            """
            Usage: balance --to URL [OPTION ...]
              --to URL              the gateway to ask, such as http://127.0.0.1:8080
              --token-file FILE     holds the token of a client, whose source is told of
              --from DAY            the first day, such as 2026-01-31; a week before the last one when not given
              --until DAY           the last day; today when not given
            """;

    private BalanceCommand() {}

    /**
     * Runs the command.
     *
     * @param args what stands behind the word {@code balance}
     * @return the exit code: 0 done, 2 not a command, or the gateway does not answer it
     */
    public static int run(List<String> args, PrintStream out, PrintStream err) {
        Call call = new Call(args, Set.of("--from", "--until"));
        if (!call.problems().isEmpty() || !call.names().isEmpty()) {
            call.problems().forEach(err::println);
            err.print(USAGE);
            return FAILED;
        }
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(call.request("/gateway/balance" + query(call)).build(), BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                err.println(Refusal.of(answer.statusCode(), answer.body()));
                return FAILED;
            }
            table(new ObjectMapper().readTree(answer.body()), out);
            return DONE;
        } catch (Call.Impossible why) {
            err.println(why.getMessage());
        } catch (IOException fault) {
            err.println("the gateway does not answer: " + fault.getClass().getSimpleName());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return FAILED;
    }

    private static String query(Call call) {
        String query = Stream.concat(
                        call.option("--from").map(day -> "from=" + day).stream(),
                        call.option("--until").map(day -> "to=" + day).stream())
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private static void table(JsonNode sheet, PrintStream out) {
        out.println("source " + sheet.path("source").asText() + ", days in "
                + sheet.path("zone").asText());
        out.println(row("day", COLUMNS));
        for (JsonNode day : sheet.path("days")) {
            out.println(row(
                    day.path("day").asText(),
                    COLUMNS.stream().map(column -> day.path(column).asText()).toList()));
        }
    }

    private static String row(String first, List<String> cells) {
        return String.format("%-10s", first)
                + cells.stream().map(cell -> String.format("%14s", cell)).collect(Collectors.joining());
    }
}
