package dev.fhirgateway.access;

import java.util.HashMap;
import java.util.Map;

/**
 * So much of something, of which clients take parts. The last eighth is for clients that hold less than half: so one
 * client alone may take nearly all, and whoever comes next still finds some, however much the first one asks for.
 */
final class Budget {
    private static final int RESERVE = 8;

    private final long total;
    private final Map<String, Long> held = new HashMap<>();
    private long used;

    Budget(long total) {
        this.total = total;
    }

    /**
     * Takes a part, or nothing.
     *
     * @param own what the one who asks holds already: with nobody beside it, it is given whatever it asks for
     * @return whether it was taken
     */
    synchronized boolean take(String client, long amount, long own) {
        long holds = held.getOrDefault(client, 0L) + amount;
        long open = total - (holds > total / 2 ? total / RESERVE : 0);
        if (used + amount > open && used > own) {
            return false;
        }
        held.put(client, holds);
        used += amount;
        return true;
    }

    synchronized void giveBack(String client, long amount) {
        held.computeIfPresent(client, (name, holds) -> holds == amount ? null : holds - amount);
        used -= amount;
    }

    synchronized long used() {
        return used;
    }

    long total() {
        return total;
    }
}
