package dev.fhirgateway.send;

import dev.fhirgateway.upsert.UpsertEntry;

/**
 * A resource as it was found.
 *
 * @param position its place in all that is sent, from 0
 * @param entry its bytes, type and id; its own index is its place in its file
 */
record Original(int position, UpsertEntry entry) {
    /** {@code Patient/123}: the record by which order is kept. */
    String record() {
        return entry.key();
    }

    /** In bytes. */
    int length() {
        return entry.original().length();
    }

    /** Its bytes in one line: line ends between its elements become spaces, and inside of a string JSON has none. */
    byte[] line() {
        byte[] line = entry.original().toByteArray();
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\n' || line[i] == '\r') {
                line[i] = ' ';
            }
        }
        return line;
    }
}
