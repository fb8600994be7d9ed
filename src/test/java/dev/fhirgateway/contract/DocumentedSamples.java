package dev.fhirgateway.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The JSON samples of the five documents that the contract is known from, read where they are: in the folder
 * {@code shared} beside the project. Without it there are the samples that we wrote in the same shapes.
 */
public final class DocumentedSamples {
    /**
     * A sample.
     *
     * @param document its number, or {@code own} for one of ours
     * @param number its place among the samples of the document, from 1
     * @param text as it stands there
     * @param json what it says, comments left out
     */
    public record Sample(String document, int number, String text, JsonNode json) {
        /** For people. */
        public String name() {
            return document + ", sample " + number;
        }

        /** Whether it can be sent as it is. */
        public boolean isStrictJson() {
            try {
                STRICT.readTree(text);
                return true;
            } catch (JsonProcessingException commented) {
                return false;
            }
        }
    }

    private static final Path DOCUMENTS = Path.of("..", "shared", "contract", "sources");
    private static final Path OWN = Path.of("src", "test", "resources", "contract", "samples.txt");
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private DocumentedSamples() {}

    /** Whether the documents are there. */
    public static boolean hasDocuments() {
        return Files.isDirectory(DOCUMENTS);
    }

    /** Our own samples, and those of the documents when these are there. */
    public static Stream<Sample> all() {
        return Stream.concat(
                samples("own", OWN).stream(), documents().flatMap(file -> samples(number(file), file).stream()));
    }

    private static Stream<Path> documents() {
        if (!hasDocuments()) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(DOCUMENTS)) {
            return files.sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String number(Path file) {
        return "source " + file.getFileName().toString().substring(0, 3);
    }

    private static List<Sample> samples(String document, Path file) {
        String text = read(file);
        List<Sample> found = new ArrayList<>();
        int from = 0;
        for (int start = next(text, from); start >= 0; start = next(text, from)) {
            int end = end(text, start);
            from = start + 1;
            if (end > 0) {
                String sample = text.substring(start, end);
                try {
                    found.add(new Sample(document, found.size() + 1, sample, LENIENT.readTree(sample)));
                    from = end;
                } catch (JsonProcessingException prose) {
                    // Braces in prose and pseudo code; the next sample begins further on.
                }
            }
        }
        return found;
    }

    /** Samples begin at the start of a line, or in quotes on a command line. */
    private static int next(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            boolean opens = text.charAt(i) == '{' || text.charAt(i) == '[';
            if (opens && (i == 0 || text.charAt(i - 1) == '\n' || text.charAt(i - 1) == '\'')) {
                return i;
            }
        }
        return -1;
    }

    /** Behind the bracket that closes the one at {@code start}; -1 when there is none. */
    private static int end(String text, int start) {
        int depth = 0;
        boolean quoted = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted = (c == '"') != quoted;
            if (!quoted && (c == '{' || c == '[')) {
                depth++;
            } else if (!quoted && (c == '}' || c == ']') && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
