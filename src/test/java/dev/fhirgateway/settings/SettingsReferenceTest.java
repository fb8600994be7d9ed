package dev.fhirgateway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReferenceTest {
    @Test
    void theShippedFileIsTheDeclaration() throws IOException {
        String generated = SettingsReference.propertiesFile();
        Path copy = Files.writeString(Path.of("target", "application.properties"), generated);

        assertThat(Path.of("config", "application.properties"))
                .as("the file is behind the declared settings; what it should hold is in " + copy)
                .hasContent(generated);
    }

    @Test
    void everyLineOfTheShippedFileIsAComment() {
        assertThat(SettingsReference.propertiesFile().lines())
                .allSatisfy(line -> assertThat(line).matches("(#.*)?").hasSizeLessThanOrEqualTo(120));
    }

    @Test
    void takingEveryHashAwayChangesNothing(@TempDir Path folder) {
        List<String> uncommented = SettingsReference.propertiesFile()
                .lines()
                .filter(line -> line.matches("#[a-z.-]+=.*") && !line.matches("#[a-z.-]+-file=.*"))
                .map(line -> line.substring(1))
                .toList();

        GatewaySettings settings =
                new Launch(folder).file(uncommented.toArray(String[]::new)).settings();

        assertThat(uncommented).hasSize(DeclaredSettings.all().size());
        assertThat(settings).isEqualTo(new Launch(folder).file().settings());
    }

    @Test
    void theTableHasARowForEachSetting() {
        assertThat(SettingsReference.markdownTable().lines())
                .hasSize(DeclaredSettings.all().size() + 2)
                .allSatisfy(line -> assertThat(line.split("\\|")).hasSize(5));
    }
}
