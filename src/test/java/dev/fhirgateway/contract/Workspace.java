package dev.fhirgateway.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a run has of a registry: calls, what it may write, and names of its own. Every record that it writes has a name
 * that begins with {@code contract-} and the number of the run, and is deleted at the end.
 */
final class Workspace implements AutoCloseable {
    private static final String CATALOG_PATH = "/catalog/v1/sources/";
    private static final Set<Integer> GONE = Set.of(200, 204, 400, 404);

    private final RegistryHttp http;
    private final String run =
            "contract-" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    private final @Nullable OwnSource own;
    private final Subjects subjects;
    private final Optional<String> problem;
    private final Set<String> records = new LinkedHashSet<>();
    private final List<String> untold = new ArrayList<>();
    private int names;

    /**
     * Makes ready what the run needs.
     *
     * @param given what may be written in a source that is there already; empty for a source of the run's own
     * @throws IllegalStateException when the registry does not answer, or does not know the key
     */
    Workspace(RegistryHttp http, Optional<ObjectNode> given) {
        this.http = http;
        requireEntry();
        if (given.isPresent()) {
            own = null;
            subjects = new Subjects(given.get().path("source").asText(), false, given.get());
            problem = subjects.source().isEmpty()
                    ? Optional.of("the subjects file does not give `source`")
                    : Optional.empty();
        } else {
            own = new OwnSource(http, run);
            subjects = new Subjects(run, true, OwnSource.subjects());
            problem = own.make();
        }
    }

    private void requireEntry() {
        try {
            Reply reply = http.call("GET", CATALOG_PATH + run, "");
            if (reply.status() == 401) {
                throw new IllegalStateException("the registry does not accept the key: " + reply.shown());
            }
        } catch (CannotTell noAnswer) {
            throw new IllegalStateException(noAnswer.getMessage(), noAnswer);
        }
    }

    RegistryHttp http() {
        return http;
    }

    Subjects subjects() {
        problem.ifPresent(why -> {
            throw new CannotTell(why);
        });
        return subjects;
    }

    /** A name that nobody else has. */
    String newName() {
        return run + "-" + ++names;
    }

    /** The catalog's path of a source. */
    static String source(String source) {
        return CATALOG_PATH + source;
    }

    /** A path below the source. */
    String at(String below) {
        return "/sources/" + subjects().source() + "/v1/" + below;
    }

    /** Has the record deleted at the end, whether it comes to be or not. */
    void written(String path) {
        records.add(path);
    }

    /** Something was written that cannot be deleted. */
    void untold(String path) {
        untold.add(path);
    }

    /** Deletes what the run wrote, the latest first, and gives the paths of what would not go. */
    List<String> clean() {
        List<String> paths = new ArrayList<>(records);
        records.clear();
        Collections.reverse(paths);
        List<String> left = new ArrayList<>(untold);
        untold.clear();
        paths.stream().filter(path -> !isGone(path)).forEach(left::add);
        if (own != null) {
            left.addAll(own.remove());
        }
        return left;
    }

    /** A record that was not there, or that cannot be there, is gone as well. */
    private boolean isGone(String path) {
        try {
            int status = http.call("DELETE", path, "").status();
            return status == 202
                    ? new Talk(this).until(path, reply -> reply.status() == 404).status() == 404
                    : GONE.contains(status);
        } catch (CannotTell notSeen) {
            return false;
        }
    }

    @Override
    public void close() {
        clean();
    }
}
