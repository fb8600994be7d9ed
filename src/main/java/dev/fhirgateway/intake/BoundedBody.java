package dev.fhirgateway.intake;

import dev.fhirgateway.upsert.BodyMemory;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Counts what is read, asks for the memory that it takes, and refuses the request at the first byte over the limit, so
 * that nothing more is received or inflated.
 */
final class BoundedBody extends FilterInputStream {
    private final BodyLimit limit;
    private final BodyMemory memory;
    private long count;

    BoundedBody(InputStream source, BodyLimit limit, BodyMemory memory) {
        super(source);
        this.limit = limit;
        this.memory = memory;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        add(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = super.read(target, offset, length);
        add(Math.max(n, 0));
        return n;
    }

    private void add(int n) {
        count += n;
        if (count > limit.bytes()) {
            throw limit.refusal();
        }
        memory.take(n);
    }

    /** How many bytes were read. */
    long count() {
        return count;
    }
}
