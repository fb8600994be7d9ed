package dev.fhirgateway.access;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes bearer tokens: 256 random bits as URL-safe text, with a prefix by which secret scanners know them. */
final class Token {
    static final String PREFIX = "frg_";

    private static final int BYTES = 32;

    private Token() {}

    static String random(SecureRandom random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }
}
