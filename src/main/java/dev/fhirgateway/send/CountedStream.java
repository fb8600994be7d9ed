package dev.fhirgateway.send;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what is read through it. */
final class CountedStream extends FilterInputStream {
    private final AtomicLong count;

    CountedStream(InputStream source, AtomicLong count) {
        super(source);
        this.count = count;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count.addAndGet(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = super.read(target, offset, length);
        count.addAndGet(Math.max(n, 0));
        return n;
    }
}
