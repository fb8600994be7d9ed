package dev.fhirgateway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeSettingsTest {
    @Test
    void theTableBetweenTheMarkersIsTheDeclaration() throws IOException {
        String generated = SettingsReference.markdownTable();
        Path copy = Files.writeString(Path.of("target", "settings.md"), generated);

        String readme = Files.readString(Path.of("README.md"));

        assertThat(readme)
                .as("the table is behind the declared settings; what it should hold is in " + copy)
                .contains("<!-- settings -->\n" + generated + "<!-- /settings -->\n");
    }
}
