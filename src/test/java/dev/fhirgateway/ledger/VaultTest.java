package dev.fhirgateway.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class VaultTest {
    private static final byte[] CONTENT = "Zzmarker was here".getBytes(UTF_8);

    @Test
    void whatIsEncryptedComesBackAndIsNotToBeRead() throws Unreadable {
        Vault vault = new Vault(List.of(key(1)));

        byte[] closed = vault.seal(CONTENT, "body 1");

        assertThat(new String(closed, UTF_8)).doesNotContain("Zzmarker");
        assertThat(vault.open(closed, "body 1")).isEqualTo(CONTENT);
        assertThat(vault.seal(CONTENT, "body 1")).isNotEqualTo(closed);
    }

    @Test
    void whatWasMovedOrChangedIsNotTakenForContent() {
        Vault vault = new Vault(List.of(key(1)));
        byte[] closed = vault.seal(CONTENT, "body 1");

        assertThatThrownBy(() -> vault.open(closed, "body 2")).isInstanceOf(Unreadable.class);
        for (int i = 5; i < closed.length; i++) {
            byte[] changed = closed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> vault.open(changed, "body 1")).hasMessage("it is damaged");
        }
        assertThatThrownBy(() -> vault.open(new byte[0], "body 1")).hasMessage("it is damaged");
    }

    @Test
    void anOldKeyReadsAndTheFirstOneWrites() throws Unreadable {
        byte[] before = new Vault(List.of(key(1))).seal(CONTENT, "body 1");
        Vault rotated = new Vault(List.of(key(2), key(1)));

        assertThat(rotated.open(before, "body 1")).isEqualTo(CONTENT);
        byte[] after = rotated.seal(CONTENT, "body 2");
        assertThat(new Vault(List.of(key(2))).open(after, "body 2")).isEqualTo(CONTENT);
    }

    @Test
    void aKeyThatIsMissingIsNamed() {
        byte[] closed = new Vault(List.of(key(1))).seal(CONTENT, "body 1");

        for (Vault other : List.of(new Vault(List.of(key(2))), new Vault(List.of()))) {
            assertThatThrownBy(() -> other.open(closed, "body 1"))
                    .hasMessageMatching(
                            "it is encrypted with the key [0-9a-f]{8}, which gateway.ledger.key does not have");
            assertThat(other.objection(closed)).startsWith("it is encrypted with the key ");
        }
    }

    @Test
    void whatWasWrittenWithoutAKeyIsReadWithOneToo() throws Unreadable {
        byte[] plain = new Vault(List.of()).seal(CONTENT, "body 1");

        assertThat(new Vault(List.of(key(1))).open(plain, "body 1")).isEqualTo(CONTENT);
    }

    static String key(int number) {
        byte[] key = new byte[32];
        key[0] = (byte) number;
        return Base64.getEncoder().encodeToString(key);
    }
}
