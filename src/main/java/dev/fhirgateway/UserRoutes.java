package dev.fhirgateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's routes, {@code config/*.camel.yaml}: loaded at start, then looked at every second. Camel's own reload
 * does not see a deleted file, lets a file take over a shipped route, and counts on ids; so files are swapped here,
 * one by one: what is broken is refused before the running version of that file is touched, and a version that parses
 * but does not start is replaced by the one that ran before.
 */
final class UserRoutes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UserRoutes.class);

    private final RouteFiles routes;
    private final Path folder;
    private final Map<String, Optional<String>> seen = new TreeMap<>();
    private final Map<String, UserRouteProblem> problems = new ConcurrentSkipListMap<>();
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "user-routes");
        thread.setDaemon(true);
        return thread;
    });
    private String fault = "";

    UserRoutes(RouteFiles routes, Path folder) {
        this.routes = routes;
        this.folder = folder;
    }

    /**
     * Loads every file, and watches them from then on.
     *
     * @throws UserRoutesException when one is broken; names all that are
     */
    void start() {
        look();
        if (!problems.isEmpty()) {
            throw new UserRoutesException(List.copyOf(problems.values()));
        }
        var unused = watcher.scheduleWithFixedDelay(this::lookSafely, 1, 1, TimeUnit.SECONDS);
    }

    /** What is wrong with the files as they stand now; their last good versions run meanwhile. */
    List<UserRouteProblem> problems() {
        return List.copyOf(problems.values());
    }

    private void lookSafely() {
        try {
            look();
            fault = "";
        } catch (RuntimeException e) {
            if (!fault.equals(e.toString())) {
                LOG.warn("the routes of {} cannot be kept up to date: {}", folder, e.toString());
            }
            fault = e.toString();
        }
    }

    private synchronized void look() {
        Map<String, Optional<String>> now = read();
        List<String> gone = new ArrayList<>(seen.keySet());
        gone.removeAll(now.keySet());
        for (String file : gone) {
            seen.remove(file);
            problems.remove(file);
            routes.remove(file);
            LOG.info("routes of {} removed", file);
        }
        now.forEach((file, text) -> {
            if (!text.equals(seen.put(file, text))) {
                swap(file, text);
            }
        });
    }

    private void swap(String file, Optional<String> text) {
        try {
            List<String> ids = routes.swap(new RouteText(file, readable(file, text)));
            problems.remove(file);
            LOG.info("routes of {} loaded: {}", file, ids.isEmpty() ? "none" : String.join(", ", ids));
        } catch (RouteRefused refused) {
            problems.put(file, refused.problem());
            LOG.warn(
                    "{}; {}",
                    refused.problem(),
                    routes.isRunning(file) ? "its last good version keeps running" : "not loaded");
        }
    }

    private static String readable(String file, Optional<String> text) throws RouteRefused {
        return text.orElseThrow(() -> new RouteRefused(new UserRouteProblem(
                file, 0, 0, "cannot be read: a text file in UTF-8 that the gateway's user may read is expected")));
    }

    /** What stands in each file; nothing for one that cannot be read. */
    private Map<String, Optional<String>> read() {
        Map<String, Optional<String>> files = new TreeMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.camel.yaml")) {
            for (Path file : found) {
                files.put(String.valueOf(file.getFileName()), read(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        watcher.shutdownNow();
    }
}
