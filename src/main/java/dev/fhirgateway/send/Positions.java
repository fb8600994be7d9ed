package dev.fhirgateway.send;

import java.util.BitSet;

/** Places in what is sent, as text in the form {@code 0-198,201}. */
final class Positions {
    private final BitSet all = new BitSet();

    void add(int position) {
        all.set(position);
    }

    /**
     * Adds those of a text.
     *
     * @throws NumberFormatException when it is none
     */
    void addAll(String text) {
        for (String range : text.split(",")) {
            int to = range.indexOf('-');
            int first = Integer.parseInt(to < 0 ? range : range.substring(0, to));
            int last = to < 0 ? first : Integer.parseInt(range.substring(to + 1));
            all.set(first, last + 1);
        }
    }

    boolean contains(int position) {
        return all.get(position);
    }

    long count() {
        return all.cardinality();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int first = all.nextSetBit(0); first >= 0; ) {
            int after = all.nextClearBit(first);
            text.append(text.length() == 0 ? "" : ",").append(first);
            if (after - 1 > first) {
                text.append('-').append(after - 1);
            }
            first = all.nextSetBit(after);
        }
        return text.toString();
    }
}
