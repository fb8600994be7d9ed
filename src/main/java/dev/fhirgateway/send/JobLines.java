package dev.fhirgateway.send;

import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * All that is sent as one body, a resource a line. A thread reads the input as fast as blocks of it are taken, so that a few
 * are held at a time.
 */
final class JobLines implements Iterable<byte[]>, AutoCloseable {
    private static final int BLOCK = 64 * 1024;
    private static final int MOST_BLOCKS = 16;
    private static final byte[] END = {};

    private final Inputs inputs;
    private final BlockingQueue<byte[]> blocks = new ArrayBlockingQueue<>(MOST_BLOCKS);
    private final AtomicReference<@Nullable CannotSend> fault = new AtomicReference<>();
    private final Stop given = new Stop();
    private final Thread reader = new Thread(this::read, "send-reader");
    private ByteArrayOutputStream block = new ByteArrayOutputStream(BLOCK);
    private volatile long found;

    JobLines(Inputs inputs) {
        this.inputs = inputs;
    }

    /** Begins to read; once. */
    @Override
    public Iterator<byte[]> iterator() {
        reader.start();
        return new Blocks();
    }

    /** How many resources were found so far. */
    long found() {
        return found;
    }

    /** @throws CannotSend when the input could not be read, so that the body has no end */
    void check() throws CannotSend {
        CannotSend broken = fault.get();
        if (broken != null) {
            throw broken;
        }
    }

    private void read() {
        try {
            inputs.read(this::add);
            put(block.toByteArray());
            put(END);
        } catch (CannotSend e) {
            fault.set(e);
            given.ask();
        } catch (Stopped e) {
            // nobody takes it
        }
    }

    private void add(Original original) {
        byte[] line = original.line();
        block.write(line, 0, line.length);
        block.write('\n');
        found = original.position() + 1L;
        if (block.size() >= BLOCK) {
            put(block.toByteArray());
            block = new ByteArrayOutputStream(BLOCK);
        }
    }

    private void put(byte[] full) {
        try {
            do {
                given.check();
            } while (!blocks.offer(full, 100, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }

    /** Nobody takes any more. */
    @Override
    public void close() {
        given.ask();
    }

    private final class Blocks implements Iterator<byte[]> {
        private byte @Nullable [] next;

        @Override
        public boolean hasNext() {
            while (next == null || (next.length == 0 && next != END)) {
                next = take();
            }
            return next != END;
        }

        /** @throws Stopped when there will be no more, and the end has not come */
        private byte @Nullable [] take() {
            try {
                byte[] taken = blocks.poll(100, TimeUnit.MILLISECONDS);
                if (taken == null) {
                    given.check();
                }
                return taken;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Stopped();
            }
        }

        @Override
        public byte[] next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            byte[] taken = next;
            next = null;
            return taken;
        }
    }
}
