package dev.fhirgateway.send;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What goes into one request.
 *
 * @param entries those of one record are in different chunks
 */
record Chunk(List<Original> entries) {
    Chunk {
        entries = List.copyOf(entries);
    }

    int size() {
        return entries.size();
    }

    /** The records that it names. */
    List<String> records() {
        return entries.stream()
                .filter(original -> original.entry().namesRecord())
                .map(Original::record)
                .toList();
    }

    /** The JSON array of the entries, each as it was found. */
    byte[] body() {
        int length =
                entries.stream().mapToInt(original -> original.length() + 1).sum() + 1;
        ByteArrayOutputStream body = new ByteArrayOutputStream(length);
        char before = '[';
        try {
            for (Original original : entries) {
                body.write(before);
                original.entry().original().stream().transferTo(body);
                before = ',';
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        body.write(']');
        return body.toByteArray();
    }

    Chunk firstHalf() {
        return new Chunk(entries.subList(0, entries.size() / 2));
    }

    Chunk secondHalf() {
        return new Chunk(entries.subList(entries.size() / 2, entries.size()));
    }
}
