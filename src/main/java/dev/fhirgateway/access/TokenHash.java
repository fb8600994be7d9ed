package dev.fhirgateway.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What is kept of a token: SHA-256 over a salt and the token. A slow password hash would buy nothing here: a token is
 * 256 random bits and no person's password, so there is no list of likely ones to try; and it is checked on every
 * request, where slowness would be a way to exhaust the gateway.
 */
final class TokenHash {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final byte[] salt;
    private final byte[] hash;

    private TokenHash(byte[] salt, byte[] hash) {
        this.salt = salt;
        this.hash = hash;
    }

    static TokenHash of(String token, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new TokenHash(salt, digest(salt, token));
    }

    /**
     * Reads both parts from Base64.
     *
     * @throws IllegalArgumentException when a part is no Base64 or has not the length of its kind
     */
    static TokenHash parse(String salt, String hash) {
        byte[] saltBytes = Base64.getDecoder().decode(salt);
        byte[] hashBytes = Base64.getDecoder().decode(hash);
        if (saltBytes.length < SALT_BYTES || hashBytes.length != HASH_BYTES) {
            throw new IllegalArgumentException("too short or too long");
        }
        return new TokenHash(saltBytes, hashBytes);
    }

    /** Takes the same time wherever the first difference is, so that a hash cannot be found byte by byte. */
    boolean matches(String token) {
        return MessageDigest.isEqual(hash, digest(salt, token));
    }

    String salt() {
        return Base64.getEncoder().encodeToString(salt);
    }

    String hash() {
        return Base64.getEncoder().encodeToString(hash);
    }

    private static byte[] digest(byte[] salt, String token) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(salt);
            return sha256.digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
