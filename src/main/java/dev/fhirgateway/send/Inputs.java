package dev.fhirgateway.send;

import dev.fhirgateway.intake.ResourceStream;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertEntry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The files that are to be sent, or the standard input. They are read as a stream, and one that is compressed with gzip
 * is told by its first bytes.
 */
final class Inputs {
    static final long UNKNOWN = -1;

    private static final Pattern RESOURCES = Pattern.compile(".*\\.(json|ndjson|jsonl)(\\.gz)?");
    private static final int BUFFER = 64 * 1024;

    /** What one resource may take of the heap; several are held. */
    private static final int PARTS_OF_HEAP = 16;

    private static final long LONGEST_RESOURCE = 64L << 20;

    private final List<Path> files;
    private final InputStream standardInput;
    private final List<String> stamps;
    private final long size;
    private final AtomicLong consumed = new AtomicLong();

    private Inputs(List<Path> files, InputStream standardInput) throws IOException {
        this.files = files;
        this.standardInput = standardInput;
        List<String> told = new ArrayList<>();
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
            told.add(file.getFileName() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
        }
        this.stamps = List.copyOf(told);
        this.size = files.isEmpty() ? UNKNOWN : bytes;
    }

    /**
     * @param name a file; a folder, of which its files {@code *.json}, {@code *.ndjson} and {@code *.jsonl} (also
     *     {@code .gz}) are taken in the order of their names; or {@code -}
     */
    static Inputs of(String name, InputStream standardInput) throws CannotSend {
        try {
            if (name.equals(SendOptions.STANDARD_INPUT)) {
                return new Inputs(List.of(), standardInput);
            }
            Path path = Path.of(name);
            if (!Files.exists(path)) {
                throw new CannotSend(name + ": there is no such file");
            }
            List<Path> files = Files.isDirectory(path) ? filesOf(path) : List.of(path);
            if (files.isEmpty()) {
                throw new CannotSend(name + ": no file *.json, *.ndjson or *.jsonl in it, with or without .gz");
            }
            return new Inputs(files, standardInput);
        } catch (IOException e) {
            throw new CannotSend(name + ": cannot be read");
        }
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(
                            file -> isOfResources(file.getFileName().toString().toLowerCase(Locale.ROOT)))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isOfResources(String name) {
        return RESOURCES.matcher(name).matches()
                && !name.endsWith(SendOptions.FAILED)
                && !name.endsWith(FailedFile.REASONS);
    }

    /** What would be different if a file were: name, size and time of change of each. */
    List<String> stamps() {
        return stamps;
    }

    /** In bytes, as they are stored; {@link #UNKNOWN} of the standard input. */
    long size() {
        return size;
    }

    /** How many of them were read. */
    long consumed() {
        return consumed.get();
    }

    /**
     * Reads all, in the thread of the caller.
     *
     * @param entries takes each with its position, counted from 0 over all files
     * @throws CannotSend when a file cannot be read or is not what is expected; tells which, and where. What came
     *     before it was given
     */
    void read(Consumer<Original> entries) throws CannotSend {
        consumed.set(0);
        Counting counting = new Counting(entries);
        if (files.isEmpty()) {
            read("the standard input", standardInput, counting);
        }
        for (Path file : files) {
            try (InputStream stored = Files.newInputStream(file)) {
                read(file.toString(), stored, counting);
            } catch (IOException e) {
                throw new CannotSend(file + ": cannot be read");
            }
        }
    }

    private void read(String name, InputStream stored, Consumer<UpsertEntry> entries) throws CannotSend {
        try {
            new ResourceStream(longestResource()).read(plain(new CountedStream(stored, consumed)), entries);
        } catch (RequestRefused e) {
            throw new CannotSend(name + ": " + e.getMessage());
        } catch (IOException e) {
            throw new CannotSend(name + ": cannot be read to its end");
        }
    }

    private static int longestResource() {
        return (int) Math.min(LONGEST_RESOURCE, Runtime.getRuntime().maxMemory() / PARTS_OF_HEAP);
    }

    private static InputStream plain(InputStream stored) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(stored, BUFFER);
        buffered.mark(2);
        boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        return gzip ? new GZIPInputStream(buffered, BUFFER) : buffered;
    }

    /** Numbers the entries of all files. */
    private static final class Counting implements Consumer<UpsertEntry> {
        private final Consumer<Original> entries;
        private int position;

        Counting(Consumer<Original> entries) {
            this.entries = entries;
        }

        @Override
        public void accept(UpsertEntry entry) {
            entries.accept(new Original(position, entry));
            position++;
        }
    }
}
