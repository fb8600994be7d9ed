package dev.fhirgateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fhirgateway.contract.Subjects.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The calls that one row makes, and what they were answered. */
final class Talk {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Workspace workspace;
    private final List<String> seen = new ArrayList<>();

    Talk(Workspace workspace) {
        this.workspace = workspace;
    }

    Subjects subjects() {
        return workspace.subjects();
    }

    String newName() {
        return workspace.newName();
    }

    String at(String below) {
        return workspace.at(below);
    }

    /** Methods and statuses of the calls so far. */
    String seen() {
        return String.join(", ", seen);
    }

    /** A place for a record that is not there yet, and is deleted at the end. */
    Place newPlace(Subject subject) {
        return place(subject.type(), newName());
    }

    /** The place of a record of the run's own, which is deleted at the end. */
    Place place(String type, String id) {
        if (id.isEmpty()) {
            throw untold(type, "the registry did not tell the id of what it created");
        }
        Place place = new Place(type, id, at("resources/" + type + "/" + id));
        workspace.written(place.path());
        return place;
    }

    /** Notes that a record was created whose id is not known, so that it stays behind. */
    CannotTell untold(String type, String why) {
        workspace.untold(at("resources/" + type + "/?"));
        return new CannotTell(why);
    }

    /** Has what is at the path deleted at the end. */
    void written(String path) {
        workspace.written(path);
    }

    Reply get(String path) {
        return call("GET", path, MissingNode.getInstance());
    }

    Reply put(String path, JsonNode body) {
        return call("PUT", path, body);
    }

    Reply post(String path, JsonNode body) {
        return call("POST", path, body);
    }

    Reply delete(String path) {
        return call("DELETE", path, MissingNode.getInstance());
    }

    Reply call(String method, String path, JsonNode body) {
        Reply reply = raw(method, path, body.isMissingNode() ? "" : body.toString());
        if (reply.status() == 401 || reply.status() == 403) {
            throw new CannotTell("the key may not do this: " + reply.shown());
        }
        if (reply.status() == 501 || reply.status() == 429 || reply.status() == 503) {
            throw new CannotTell("the registry cannot do this now: " + reply.shown());
        }
        return reply;
    }

    /** Sends any text, and holds nothing against the answer. */
    Reply raw(String method, String path, String body) {
        return noted(workspace.http().call(method, path, body));
    }

    /** Asks with another key; null for none. */
    Reply withKey(@Nullable String key, String path) {
        return noted(workspace.http().call("GET", path, "", key));
    }

    private Reply noted(Reply reply) {
        seen.add(reply.call() + " " + reply.status());
        return reply;
    }

    /** What a write came to: for one that was ACCEPTED, what its task did. */
    Reply settled(Reply reply) {
        if (reply.status() != 202) {
            return reply;
        }
        Reply task = ended(reply.body().path("taskId").asText());
        for (JsonNode receipt : task.body().path("receipts")) {
            JsonNode error = receipt.path("error");
            if (error.isObject()) {
                return new Reply(
                        reply.call() + " and its task", error.path("code").asInt(), error);
            }
        }
        task.text("/status", "SUCCESS");
        return task;
    }

    /** The task with its receipts, when it has come to its end. */
    Reply ended(String taskId) {
        String path = at("tasks/" + taskId + "?withReceipts=true");
        Reply task = until(path, reply -> !reply.body().path("status").asText().equals("PENDING"));
        if (task.body().path("status").asText().equals("PENDING")) {
            throw new CannotTell("a task was still PENDING after " + PATIENCE.toSeconds() + " s");
        }
        return task.is(200);
    }

    /** Reads until the answer fits, or a minute is over. */
    Reply until(String path, Predicate<Reply> fits) {
        Reply reply = get(path);
        Duration waited = Duration.ZERO;
        for (Duration pause = FIRST_PAUSE; !fits.test(reply) && waited.compareTo(PATIENCE) < 0; ) {
            workspace.http().waiting().pause(pause);
            waited = waited.plus(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            reply = get(path);
        }
        return reply;
    }
}
