package dev.fhirgateway;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Places that one thread takes and many give back. Who finds none waits until several are free, but not for long once one
 * is: to be woken for each of them costs more than what it does with one. Waiting is not interrupted.
 */
final class Room {
    private static final long GATHERING = TimeUnit.MILLISECONDS.toNanos(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition someFree = lock.newCondition();
    private final Condition severalFree = lock.newCondition();
    private final int several;
    private int free;

    /** @param places at least one */
    Room(int places) {
        this.free = places;
        this.several = Math.max(1, places / 8);
    }

    /** Takes a place; only one thread may do so. */
    void take() {
        lock.lock();
        try {
            if (free == 0) {
                while (free == 0) {
                    someFree.awaitUninterruptibly();
                }
                gather();
            }
            free--;
        } finally {
            lock.unlock();
        }
    }

    private void gather() {
        try {
            long left = GATHERING;
            while (free < several && left > 0) {
                left = severalFree.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it goes on with what is free
        }
    }

    /** Gives a place back. */
    void give() {
        lock.lock();
        try {
            free++;
            if (free == 1) {
                someFree.signal();
            } else if (free == several) {
                severalFree.signal();
            }
        } finally {
            lock.unlock();
        }
    }
}
