package dev.fhirgateway.access;

import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.LetterInquiry;
import dev.fhirgateway.upsert.LetterSelection;
import dev.fhirgateway.upsert.RequestRefused;
import io.vertx.core.http.HttpServerRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code ?source=&type=&id=&blame=&state=&since=&until=&batch=&job=&count=&cursor=}. */
final class LetterQuery {
    private static final int COUNT = 50;
    private static final int MOST = 500;
    private static final String ANY = "any";
    private static final String OPEN = "open";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final Set<String> STATES =
            Set.of("waiting", OPEN, "replaying", "replayed", "healed", "superseded", "discarded");
    private static final Set<String> BLAMES =
            Arrays.stream(Blame.values()).map(Blame::code).collect(Collectors.toUnmodifiableSet());

    private final HttpServerRequest http;
    private final Client client;

    LetterQuery(HttpServerRequest http, Client client) {
        this.http = http;
        this.client = client;
    }

    /** @throws RequestRefused 400 for a parameter that is none */
    LetterInquiry inquiry() {
        Long count = number("count");
        if (count != null && (count < 1 || count > MOST)) {
            throw bad("count", "a whole number from 1 to " + MOST);
        }
        return new LetterInquiry(
                client.sourceKey(), selection(), number("cursor"), count == null ? COUNT : Math.toIntExact(count));
    }

    /** Those that are open, unless other states are asked for. */
    LetterSelection selection() {
        String job = http.getParam("job");
        return new LetterSelection(
                Objects.requireNonNullElse(http.getParam("source"), client.sourceKey()),
                http.getParam("type"),
                http.getParam("id"),
                blame(),
                states(),
                time("since"),
                time("until"),
                job == null ? http.getParam("batch") : job);
    }

    boolean full() {
        String view = Objects.requireNonNullElse(http.getParam("view"), "redacted");
        if (!view.equals("full") && !view.equals("redacted")) {
            throw bad("view", "redacted or full");
        }
        return view.equals("full");
    }

    private @Nullable String blame() {
        String blame = http.getParam("blame");
        if (blame != null && !BLAMES.contains(blame)) {
            throw bad("blame", BLAMES.stream().sorted().collect(Collectors.joining(", ")));
        }
        return blame;
    }

    private Set<String> states() {
        String given = Objects.requireNonNullElse(http.getParam("state"), OPEN);
        if (given.equals(ANY)) {
            return Set.of();
        }
        Set<String> states = Set.of(given.split(",", -1));
        if (!STATES.containsAll(states)) {
            throw bad("state", ANY + ", or " + STATES.stream().sorted().collect(Collectors.joining(", ")));
        }
        return states;
    }

    private @Nullable Instant time(String name) {
        String text = http.getParam(name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw bad(name, "a time such as 2026-01-31T22:00:00Z");
        }
    }

    private @Nullable Long number(String name) {
        String text = http.getParam(name);
        if (text != null && !NUMBER.matcher(text).matches()) {
            throw bad(name, "a whole number");
        }
        return text == null ? null : Long.valueOf(text);
    }

    /** The number that a part of a path is; null when it is none. */
    static @Nullable Long number(HttpServerRequest http, int fromTheEnd) {
        String[] path = Objects.requireNonNullElse(http.path(), "").split("/");
        String part = path[path.length - fromTheEnd];
        return NUMBER.matcher(part).matches() ? Long.valueOf(part) : null;
    }

    private static RequestRefused bad(String name, String expected) {
        return new RequestRefused(400, "value", "the parameter " + name + " is not understood, expected " + expected);
    }
}
