package dev.fhirgateway.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts what can hold data of a patient before it is written, when there is a key: AES-256-GCM ({@code NIST SP
 * 800-38D}) with a random nonce. Each value tells by itself how it was encrypted and by which key, and is bound to its
 * place, so that one that was moved is found out:
 *
 * <pre>0                                             as it is: the rest is the content
 * 1, id of the key (4 bytes), nonce (12 bytes)  the rest is the encrypted content and its tag</pre>
 */
public final class Vault {
    private static final byte AS_IT_IS = 0;
    private static final byte ENCRYPTED = 1;
    private static final int ID_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEAD_BYTES = 1 + ID_BYTES + NONCE_BYTES;

    private final Map<String, SecretKey> keys = new LinkedHashMap<>();
    private final @Nullable String writing;
    private final SecureRandom random = new SecureRandom();

    /** @param base64 the keys, 32 bytes each; the first is for writing, and all for reading. None: nothing is encrypted */
    public Vault(List<String> base64) {
        for (String key : base64) {
            byte[] bytes = Base64.getDecoder().decode(key);
            keys.putIfAbsent(id(bytes), new SecretKeySpec(bytes, "AES"));
        }
        writing = keys.isEmpty() ? null : keys.keySet().iterator().next();
    }

    /** Tells keys apart without telling anything of them. */
    private static String id(byte[] key) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update("key of a ledger".getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256.digest(key), 0, ID_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /**
     * Makes it unreadable for who does not have the key, if there is one.
     *
     * @param place where it will be, which no other value has
     */
    public byte[] seal(byte[] content, String place) {
        if (writing == null) {
            return ByteBuffer.allocate(1 + content.length)
                    .put(AS_IT_IS)
                    .put(content)
                    .array();
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] encrypted =
                    cipher(Cipher.ENCRYPT_MODE, writing, nonce, place).doFinal(content);
            return ByteBuffer.allocate(HEAD_BYTES + encrypted.length)
                    .put(ENCRYPTED)
                    .put(HexFormat.of().parseHex(writing))
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has AES-GCM", impossible);
        }
    }

    /**
     * Gives what was sealed.
     *
     * @throws Unreadable when its key is not there, or it is not what was sealed for that place
     */
    public byte[] open(byte[] closed, String place) throws Unreadable {
        if (closed.length > 0 && closed[0] == AS_IT_IS) {
            return ByteBuffer.allocate(closed.length - 1)
                    .put(closed, 1, closed.length - 1)
                    .array();
        }
        String key = key(closed);
        if (key == null || !keys.containsKey(key)) {
            throw new Unreadable(key == null ? "it is damaged" : missing(key));
        }
        ByteBuffer rest = ByteBuffer.wrap(closed).position(1 + ID_BYTES);
        byte[] nonce = new byte[NONCE_BYTES];
        rest.get(nonce);
        byte[] encrypted = new byte[rest.remaining()];
        rest.get(encrypted);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, place).doFinal(encrypted);
        } catch (GeneralSecurityException tampered) {
            throw new Unreadable("it is damaged");
        }
    }

    /** Why this cannot be opened, as far as that can be told by its first bytes; null when it may well be. */
    @Nullable
    String objection(byte[] beginning) {
        String key = key(beginning);
        return key == null || keys.containsKey(key) ? null : missing(key);
    }

    private static String missing(String key) {
        return "it is encrypted with the key " + key + ", which gateway.ledger.key does not have";
    }

    /** The id of the key that encrypted it; null when none did. */
    private static @Nullable String key(byte[] closed) {
        return closed.length < HEAD_BYTES || closed[0] != ENCRYPTED
                ? null
                : HexFormat.of().formatHex(closed, 1, 1 + ID_BYTES);
    }

    private Cipher cipher(int mode, String key, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, keys.get(key), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
