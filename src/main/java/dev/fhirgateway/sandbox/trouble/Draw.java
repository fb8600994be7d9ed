package dev.fhirgateway.sandbox.trouble;

import java.util.Random;

/**
 * Randomness that repeats. It depends on the seed, the rule, and the call's method, path and count for that path, and
 * not on which of several calls at once came in first. So a run with concurrent calls repeats as well.
 */
final class Draw {
    private Draw() {}

    /** {@link Random} because its algorithm is part of its specification: the same on every JDK. */
    static Random of(long seed, int rule, Call call, int nthOfPath) {
        long mixed = mix(seed);
        mixed = mix(mixed + rule);
        mixed = mix(mixed + call.method().hashCode());
        mixed = mix(mixed + call.path().hashCode());
        return new Random(mix(mixed + nthOfPath));
    }

    /** The finishing step of SplitMix64, added to its golden gamma: neighbouring inputs give unrelated outputs. */
    private static long mix(long value) {
        long z = value + 0x9E37_79B9_7F4A_7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
