package dev.fhirgateway.registry;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;

/**
 * K-sortable unique ids, the form of all ids that the registry makes up ({@code registry-side 1}): seconds since
 * 2014-05-13T16:53:20Z in four bytes, sixteen random bytes, written in base 62. Sorting the text sorts by the second.
 */
public final class Ksuid {
    private static final long EPOCH_SECOND = 1_400_000_000L;
    private static final int RANDOM_BYTES = 16;
    private static final int WORDS = 5;
    private static final int LENGTH = 27;
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ksuid() {}

    /** A new id, 27 letters and digits, made at {@code now}. */
    public static String next(Instant now) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return encode(now, random);
    }

    static String encode(Instant time, byte[] random) {
        int[] words = new int[WORDS];
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + RANDOM_BYTES);
        bytes.putInt((int) (time.getEpochSecond() - EPOCH_SECOND)).put(random).flip();
        bytes.asIntBuffer().get(words);
        char[] text = new char[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = DIGITS.charAt(divide(words));
        }
        return new String(text);
    }

    /** Long division of the 160-bit number by 62, in place. Gives the remainder. */
    private static int divide(int[] words) {
        long remainder = 0;
        for (int i = 0; i < WORDS; i++) {
            long dividend = (remainder << Integer.SIZE) | Integer.toUnsignedLong(words[i]);
            words[i] = (int) (dividend / DIGITS.length());
            remainder = dividend % DIGITS.length();
        }
        return (int) remainder;
    }
}
