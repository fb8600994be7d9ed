package dev.fhirgateway.ledger.jobs;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Positions of entries as they are written: four bytes each. */
final class Positions {
    private Positions() {}

    static byte[] bytes(List<Integer> positions) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * positions.size());
        positions.forEach(bytes::putInt);
        return bytes.array();
    }

    static List<Integer> read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        List<Integer> positions = new ArrayList<>(bytes.length / Integer.BYTES);
        while (buffer.hasRemaining()) {
            positions.add(buffer.getInt());
        }
        return positions;
    }
}
