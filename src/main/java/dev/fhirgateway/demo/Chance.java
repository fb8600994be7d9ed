package dev.fhirgateway.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Repeatable chance: the same seed gives the same draws on every machine ({@link Random} promises its algorithm). */
final class Chance {
    private final Random random;

    Chance(long seed) {
        this.random = new Random(seed);
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    /** From {@code from} to {@code to}, both included. */
    int between(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** So many digits, the first of which may be 0. */
    String digits(int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    LocalDate dateBetween(LocalDate from, LocalDate to) {
        return from.plusDays(random.nextInt((int) (to.toEpochDay() - from.toEpochDay()) + 1));
    }

    /** A version 4 UUID; two with different {@code ordinal}s differ for certain. */
    UUID uuid(int ordinal) {
        long high = (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_0000_0000L) | 0x8000_0000_0000_0000L | (ordinal & 0xFFFF_FFFFL);
        return new UUID(high, low);
    }
}
