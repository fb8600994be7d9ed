package dev.fhirgateway.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Reads a properties file (UTF-8) with the line of each key, and tells keys that stand there twice. The grammar is that
 * of {@link Properties}, which is given one logical line at a time because it tells neither lines nor duplicates.
 */
final class PropertiesFile {
    private final Path file;
    private final List<String> problems;
    private final Map<String, GivenValue> given = new LinkedHashMap<>();

    private PropertiesFile(Path file, List<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** What the file gives; nothing when there is no such file. */
    static Map<String, GivenValue> read(Path file, List<String> problems) {
        PropertiesFile reader = new PropertiesFile(file, problems);
        if (Files.exists(file)) {
            reader.readLines();
        }
        return reader.given;
    }

    private void readLines() {
        try {
            readLogicalLines(Files.readString(file).lines().toList());
        } catch (IOException e) {
            problems.add(file + ": cannot be read as a UTF-8 text file");
        }
    }

    private void readLogicalLines(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            int first = i;
            List<String> logical = new ArrayList<>(List.of(lines.get(i)));
            while (!isComment(lines.get(first)) && isContinued(lines.get(i)) && i + 1 < lines.size()) {
                i++;
                logical.add(lines.get(i));
            }
            readEntry(String.join("\n", logical), file + " line " + (first + 1));
        }
    }

    private static boolean isComment(String line) {
        String start = line.stripLeading();
        return start.startsWith("#") || start.startsWith("!");
    }

    private static boolean isContinued(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\\') {
            end--;
        }
        return (line.length() - end) % 2 == 1;
    }

    private void readEntry(String logicalLine, String where) {
        Properties entry = new Properties();
        try {
            entry.load(new StringReader(logicalLine));
        } catch (IllegalArgumentException e) {
            problems.add(where + ": a \\u must be followed by four hexadecimal digits");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String key : entry.stringPropertyNames()) {
            GivenValue value = new GivenValue(entry.getProperty(key), where);
            GivenValue earlier = given.putIfAbsent(key, value);
            if (earlier != null) {
                value.refuse(key, "given twice, first in " + earlier.where(), problems);
            }
        }
    }
}
