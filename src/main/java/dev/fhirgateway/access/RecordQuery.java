package dev.fhirgateway.access;

import dev.fhirgateway.upsert.RecordInquiry;
import dev.fhirgateway.upsert.RequestRefused;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code GET .../{source}/{type}/{id}?view=&count=&before=}. The names are taken as they stand in the path: none
 * that there can be needs an escape.
 */
final class RecordQuery {
    private static final int COUNT = 20;
    private static final int MOST = 100;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private RecordQuery() {}

    /** @throws RequestRefused 400 for a parameter that is none */
    static RecordInquiry of(HttpServerRequest http, Client client) {
        String[] path = Objects.requireNonNullElse(http.path(), "").split("/");
        return new RecordInquiry(
                client.name(),
                client.sourceKey(),
                path[path.length - 3],
                path[path.length - 2],
                path[path.length - 1],
                full(http),
                number(http, "before", Long.MAX_VALUE).orElse(null),
                Math.toIntExact(number(http, "count", MOST).orElse((long) COUNT)));
    }

    private static boolean full(HttpServerRequest http) {
        String view = Objects.requireNonNullElse(http.getParam("view"), "redacted");
        if (!view.equals("full") && !view.equals("redacted")) {
            throw bad("view", "redacted or full");
        }
        return view.equals("full");
    }

    private static Optional<Long> number(HttpServerRequest http, String name, long most) {
        String text = http.getParam(name);
        if (text == null) {
            return Optional.empty();
        }
        if (!NUMBER.matcher(text).matches() || Long.parseLong(text) < 1 || Long.parseLong(text) > most) {
            throw bad(name, "a whole number from 1 to " + most);
        }
        return Optional.of(Long.valueOf(text));
    }

    private static RequestRefused bad(String name, String expected) {
        return new RequestRefused(400, "value", "the parameter " + name + " is not understood, expected " + expected);
    }
}
