package dev.fhirgateway.report;

import dev.fhirgateway.ledger.letters.LetterPage;
import dev.fhirgateway.ledger.letters.LettersChanged;
import dev.fhirgateway.ledger.letters.ShownLetter;
import dev.fhirgateway.upsert.LetterOrder.Action;
import dev.fhirgateway.upsert.LetterSelection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** The last stage of what is asked or wished of dead letters. It is no FHIR, so plain JSON; and nobody on the way is to keep it. */
public final class LetterReport {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final String path;

    /** @param path below which letters are asked for, such as {@code /gateway/dead-letters} */
    public LetterReport(String path) {
        this.path = path;
    }

    /** Body: a {@link LetterPage}. */
    public void list(Exchange exchange) {
        LetterPage page = exchange.getMessage().getBody(LetterPage.class);
        write(exchange, OK, LetterAnswer.of(page, next(page)));
    }

    /** Body: a {@link ShownLetter}. */
    public void show(Exchange exchange) {
        write(exchange, OK, LetterAnswer.of(exchange.getMessage().getBody(ShownLetter.class)));
    }

    /** Body: {@link LettersChanged}. What is sent again has not been sent yet. */
    public void changed(Exchange exchange) {
        LettersChanged changed = exchange.getMessage().getBody(LettersChanged.class);
        write(exchange, changed.action() == Action.REPLAY ? ACCEPTED : OK, LetterAnswer.of(changed));
    }

    private static void write(Exchange exchange, int status, byte[] json) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
        message.setHeader("Cache-Control", "no-store");
        message.setBody(json);
    }

    /** Null when there are no more. */
    private @Nullable String next(LetterPage page) {
        if (!page.isFull()) {
            return null;
        }
        LetterSelection selection = page.inquiry().selection();
        List<String> parameters = new ArrayList<>();
        add(parameters, "type", selection.resourceType());
        add(parameters, "id", selection.id());
        add(parameters, "blame", selection.blame());
        add(
                parameters,
                "state",
                selection.states().isEmpty()
                        ? "any"
                        : String.join(",", selection.states().stream().sorted().toList()));
        add(parameters, "since", selection.since());
        add(parameters, "until", selection.until());
        add(parameters, "batch", selection.batch());
        add(parameters, "count", page.inquiry().count());
        add(parameters, "cursor", page.letters().get(page.letters().size() - 1).number());
        return path + "?" + String.join("&", parameters);
    }

    private static void add(List<String> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }
}
