package dev.fhirgateway.workshop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Sees when files change. Looks, because not every platform and file system tells. */
final class Watch {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final List<Path> places;
    private Map<Path, String> seen;

    /** @param places files, and folders of mappings; they need not exist */
    Watch(List<Path> places) {
        this.places = List.copyOf(places);
        this.seen = look();
    }

    /** Waits until something is not as it was when this last returned. */
    void awaitChange() throws InterruptedException {
        Map<Path, String> now = look();
        while (now.equals(seen)) {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            now = look();
        }
        seen = now;
    }

    private Map<Path, String> look() {
        Map<Path, String> stamps = new TreeMap<>();
        try {
            for (Path place : places) {
                for (Path file : Files.isDirectory(place) ? mappings(place) : List.of(place)) {
                    stamps.put(file, stamp(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stamps;
    }

    private static List<Path> mappings(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jslt")).toList();
        }
    }

    private static String stamp(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size();
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
