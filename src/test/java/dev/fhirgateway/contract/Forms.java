package dev.fhirgateway.contract;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Forms of ids and times on the wire, as regular expressions. */
final class Forms {
    /** A KSUID: what the registry makes its ids with. */
    static final String KSUID = "[0-9A-Za-z]{27}";

    static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)";

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final long KSUID_EPOCH = 1_400_000_000L;
    private static final int KSUID_RANDOM_BITS = 128;

    private Forms() {}

    /** The id of a task of this kind. */
    static String task(String prefix) {
        return prefix + "_" + KSUID;
    }

    /** The moment that a KSUID was made at. */
    static Instant timeOf(String ksuid) {
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < ksuid.length(); i++) {
            number = number.multiply(BASE).add(BigInteger.valueOf(DIGITS.indexOf(ksuid.charAt(i))));
        }
        return Instant.ofEpochSecond(number.shiftRight(KSUID_RANDOM_BITS).longValue() + KSUID_EPOCH);
    }

    /** A time of an answer; one far from any other when it is none. */
    static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException none) {
            return Instant.MIN;
        }
    }
}
