package dev.fhirgateway.closing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The command {@code reconcile}: how a list of records differs from what a running gateway has delivered. */
public final class ReconcileCommand {
    private static final int NO_DIFFERENCE = 0;
    private static final int DIFFERENCES = 1;
    private static final int FAILED = 2;
    private static final int OK = 200;
    private static final String SUMMARY = "{\"summary\":";
    private static final String USAGE =
            """
            Usage: reconcile FILE|- --source KEY --to URL [OPTION ...]
              FILE                  {"resourceType":..,"id":..,"versionId":..,"lastUpdated":..} a line; - reads the
                                    standard input
              --source KEY          the registry source whose records these are
              --to URL              the gateway to ask, such as http://127.0.0.1:8080
              --token-file FILE     holds the token of a client of that source
              --types TYPE,TYPE     of these, all that was delivered has to be in the list; else of those that it names
            """;

    private ReconcileCommand() {}

    /**
     * Runs the command. The differences go to {@code out}, a line of JSON each, and the count of them to {@code err}.
     *
     * @param args what stands behind the word {@code reconcile}
     * @param in the standard input
     * @return the exit code: 0 there is no difference, 1 there is, 2 not a command, or not to be found out
     */
    public static int run(List<String> args, InputStream in, PrintStream out, PrintStream err) {
        Call call = new Call(args, Set.of("--source", "--types"));
        if (call.option("--source").isEmpty()) {
            call.problems().add("--source needs the registry source whose records these are");
        }
        if (!call.problems().isEmpty() || call.names().size() != 1) {
            call.problems().forEach(err::println);
            err.print(USAGE);
            return FAILED;
        }
        try {
            return reconcile(call, in, out, err);
        } catch (Call.Impossible why) {
            err.println(why.getMessage());
        } catch (FileNotFoundException | InvalidPathException noFile) {
            err.println("there is no file " + call.names().get(0));
        } catch (IOException fault) {
            err.println("the gateway does not answer to the end: "
                    + fault.getClass().getSimpleName());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return FAILED;
    }

    private static int reconcile(Call call, InputStream in, PrintStream out, PrintStream err)
            throws Call.Impossible, IOException, InterruptedException {
        String file = call.names().get(0);
        BodyPublisher list =
                file.equals("-") ? BodyPublishers.ofInputStream(() -> in) : BodyPublishers.ofFile(Path.of(file));
        String types = call.option("--types").map(named -> "?types=" + named).orElse("");
        HttpResponse<InputStream> answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(
                        call.request("/gateway/reconcile/"
                                        + call.option("--source").orElseThrow() + types)
                                .header("Content-Type", "application/x-ndjson")
                                .POST(list)
                                .build(),
                        BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != OK) {
                err.println(Refusal.of(answer.statusCode(), new String(body.readAllBytes(), UTF_8)));
                return FAILED;
            }
            return tell(new BufferedReader(new InputStreamReader(body, UTF_8)), out, err);
        }
    }

    private static int tell(BufferedReader lines, PrintStream out, PrintStream err) throws IOException {
        int code = NO_DIFFERENCE;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(SUMMARY)) {
                err.println(words(new ObjectMapper().readTree(line).path("summary")));
                return code;
            }
            out.println(line);
            code = DIFFERENCES;
        }
        throw new IOException("the last line is missing");
    }

    private static String words(JsonNode summary) {
        return summary.path("listed").asText() + " listed: "
                + summary.path("missing").asText() + " missing, "
                + summary.path("stale").asText() + " stale, "
                + summary.path("surplus").asText() + " surplus, "
                + summary.path("unknown").asText() + " unknown";
    }
}
