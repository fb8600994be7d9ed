package dev.fhirgateway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertiesFileTest {
    @TempDir
    private Path folder;

    private final List<String> problems = new ArrayList<>();

    @Test
    void eachKeyKnowsItsLine() throws IOException {
        Map<String, GivenValue> given = read("# one\n\n! three\na=1\r\n  b : 2\nc 3\n");

        assertThat(given)
                .containsOnly(Map.entry("a", at("1", 4)), Map.entry("b", at("2", 5)), Map.entry("c", at("3", 6)));
        assertThat(problems).isEmpty();
    }

    @Test
    void aContinuedLineIsOneValueAndACommentIsNeverContinued() throws IOException {
        Map<String, GivenValue> given = read("a=x,\\\n   y,\\\n   # z\n# comment \\\nb=1\\\\\nc=2\nd=end\\");

        assertThat(given)
                .containsOnly(
                        Map.entry("a", at("x,y,# z", 1)),
                        Map.entry("b", at("1\\", 5)),
                        Map.entry("c", at("2", 6)),
                        Map.entry("d", at("end", 7)));
    }

    @Test
    void escapesAndUtf8AreRead() throws IOException {
        assertThat(read("a\\=b=\\u00e9\nc=é\n")).containsOnly(Map.entry("a=b", at("é", 1)), Map.entry("c", at("é", 2)));
    }

    @Test
    void aKeyGivenTwiceIsTold() throws IOException {
        read("ward.url=1\nother=2\nward.url=3\n");

        assertThat(problems)
                .containsExactly("ward.url (" + file() + " line 3): given twice, first in " + file() + " line 1");
    }

    @Test
    void aBrokenEscapeIsToldWithItsLine() throws IOException {
        read("a=1\nb=\\u00zz\n");

        assertThat(problems).containsExactly(file() + " line 2: a \\u must be followed by four hexadecimal digits");
    }

    @Test
    void aFileThatIsNoTextIsTold() throws IOException {
        Files.write(file(), "a=é".getBytes(StandardCharsets.ISO_8859_1));

        PropertiesFile.read(file(), problems);

        assertThat(problems).containsExactly(file() + ": cannot be read as a UTF-8 text file");
    }

    @Test
    void aMissingFileGivesNothing() {
        assertThat(PropertiesFile.read(file(), problems)).isEmpty();
        assertThat(problems).isEmpty();
    }

    private Map<String, GivenValue> read(String content) throws IOException {
        Files.writeString(file(), content);
        return PropertiesFile.read(file(), problems);
    }

    private GivenValue at(String text, int line) {
        return new GivenValue(text, file() + " line " + line);
    }

    private Path file() {
        return folder.resolve("application.properties");
    }
}
