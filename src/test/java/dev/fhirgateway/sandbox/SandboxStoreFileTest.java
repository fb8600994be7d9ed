package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

@OnFile
class SandboxStoreFileTest extends BatchCase {
    @Test
    void a_file_has_one_sandbox_at_a_time() {
        assertThatThrownBy(() -> Sandbox.start(options().withStore(folder.resolve("sandbox.db"))))
                .isInstanceOf(SandboxStartException.class)
                .hasMessageContaining("sandbox.db")
                .hasMessageContaining("locked");
    }

    @Test
    void what_is_no_file_of_a_sandbox_is_left_as_it_is() throws Exception {
        // Given
        Path text = Files.writeString(
                folder.resolve("notes.txt"), "not a database, and longer than a header of one is. ".repeat(20));
        Path foreign = folder.resolve("foreign.db");
        change(foreign, "CREATE TABLE things (name TEXT)");
        byte[] before = Files.readAllBytes(foreign);

        // Then
        assertRefused(text, "not a database");
        assertRefused(foreign, "of something else");
        assertRefused(folder.resolve("no-such-folder").resolve("sandbox.db"), "no-such-folder");
        assertThat(Files.readString(text)).startsWith("not a database");
        assertThat(Files.readAllBytes(foreign)).isEqualTo(before);
    }

    @Test
    void file_that_cannot_be_read_any_more_is_told_and_let_go() throws Exception {
        // Given
        client.post(
                SOURCE + "/resources/bulk",
                "{\"operations\":[" + upsert("patient", "pat-1") + "," + upsert("patient", "pat-2") + "]}");
        stop();
        Path store = folder.resolve("sandbox.db");
        change(store, "UPDATE operation SET body = 'Zzmarker' WHERE position = 1");

        // When
        assertRefused(store, "cannot be read any more");
        change(store, "DELETE FROM operation WHERE position = 1");
        start();
        clock.move(DELAY);

        // Then
        assertThat(client.get(PATIENTS + "/pat-1").status()).isEqualTo(200);
        assertThat(client.get(PATIENTS + "/pat-2").status()).isEqualTo(404);
    }

    @Test
    void names_that_mean_memory_to_the_driver_are_no_files_that_would_be_gone_at_the_end() {
        assertRefused(Path.of(""), "cannot use the file");
    }

    private static void assertRefused(Path store, String reason) {
        assertThatThrownBy(() -> Sandbox.start(SandboxOptions.defaults().withStore(store)))
                .isInstanceOfSatisfying(SandboxStartException.class, refused -> assertThat(refused.part())
                        .isEqualTo(SandboxStartException.Part.STORE))
                .hasMessageContaining(store.toString())
                .hasMessageContaining(reason);
    }

    private static void change(Path store, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
