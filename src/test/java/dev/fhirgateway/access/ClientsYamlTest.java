package dev.fhirgateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientsYamlTest {
    private static final String SALT = "MDEyMzQ1Njc4OWFiY2RlZg==";
    private static final String HASH = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String WARD_7 =
            """
            clients:
              - name: ward-7
                source: default
                salt: %s
                hash: %s
            """
                    .formatted(SALT, HASH);

    @Test
    void whatIsWrittenIsReadBack() {
        TokenHash hash = TokenHash.of("frg_one", new SecureRandom());
        Clients clients = new Clients(List.of(
                new RegisteredClient(new Client("ward-7", "default"), hash, "2026-01-02T03:04:05Z"),
                new RegisteredClient(new Client("7", "0e1"), hash, "")));

        Clients read = ClientsYaml.read("clients.yaml", ClientsYaml.write(clients));

        assertThat(read.registered())
                .extracting(RegisteredClient::client)
                .containsExactly(new Client("ward-7", "default"), new Client("7", "0e1"));
        assertThat(read.registered()).extracting(RegisteredClient::created).containsExactly("2026-01-02T03:04:05Z", "");
        assertThat(read.registered()).allMatch(client -> client.token().matches("frg_one"));
    }

    @Test
    void aFileWrittenByHandIsRead() {
        Clients read = ClientsYaml.read("clients.yaml", WARD_7);

        assertThat(read.registered())
                .singleElement()
                .extracting(RegisteredClient::client)
                .isEqualTo(new Client("ward-7", "default"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# nobody\n", "clients:\n", "clients: []\n", "---\n"})
    void nobodyIsAllowedToBeThere(String text) {
        assertThat(ClientsYaml.read("clients.yaml", text).isEmpty()).isTrue();
    }

    @Test
    void allProblemsAreToldAtOnceWithTheirLines() {
        String text = WARD_7
                + """
                  - name: ward-7
                    source: default
                    salt: %1$s
                    hash: %2$s
                  - name: development
                    source: _x
                    salt: not base64
                    hash: %2$s
                    token: frg_zzsecret
                  - source: default
                    salt: %1$s
                  - name: 7
                    source: true
                    salt: %1$s
                    hash: %1$s
                  - ward-9
                user: zz
                """
                        .formatted(SALT, HASH);

        assertThat(problems(text))
                .containsExactly(
                        "clients.yaml line 6: a second client named ward-7",
                        "clients.yaml line 10: unknown key token, expected name, source, salt, hash, created",
                        "clients.yaml line 10: name must be 1 to 64 letters, digits, dots, - or _, beginning with a "
                                + "letter or digit; \"development\" is taken",
                        "clients.yaml line 10: source must be a key of 1 to 62 letters, digits, - or _, not beginning "
                                + "with _",
                        "clients.yaml line 10: salt and hash must be Base64, of 16 bytes or more and of 32 bytes",
                        "clients.yaml line 15: name is missing",
                        "clients.yaml line 15: hash is missing",
                        "clients.yaml line 17: name must stand in quotes",
                        "clients.yaml line 17: source must stand in quotes",
                        "clients.yaml line 17: salt and hash must be Base64, of 16 bytes or more and of 32 bytes",
                        "clients.yaml line 21: a client has name, source, salt, hash, created",
                        "clients.yaml line 22: unknown key user, expected clients");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"clients: [{", "clients: [}", "\tclients:", "clients: \"zzsecret", "clients: []\nclients: []"})
    void brokenYamlIsToldByLineAndNotRepeated(String text) {
        assertThat(problems(text))
                .singleElement()
                .asString()
                .matches("clients\\.yaml line [12]: not YAML, or one key given twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ward-7", "- ward-7", "7"})
    void anythingButAListNamedClientsIsRefused(String text) {
        assertThat(problems(text)).containsExactly("clients.yaml line 1: expected a list named clients");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clients: ward-7", "clients: {name: ward-7}", "clients: 7"})
    void clientsThatAreNoListAreRefused(String text) {
        assertThat(problems(text)).containsExactly("clients.yaml line 1: clients is not a list");
    }

    @Test
    void noSecretIsInTheMessage() {
        assertThatThrownBy(() -> ClientsYaml.read("clients.yaml", WARD_7 + "    token: frg_zzsecret\n"))
                .isInstanceOf(ClientsException.class)
                .hasMessageNotContainingAny("zzsecret", SALT, HASH);
    }

    private static List<String> problems(String text) {
        return catchThrowableOfType(ClientsException.class, () -> ClientsYaml.read("clients.yaml", text))
                .problems();
    }
}
