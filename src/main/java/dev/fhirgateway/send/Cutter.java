package dev.fhirgateway.send;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Cuts what is sent into chunks, none of which names a record twice. A later version of a record goes into a later chunk,
 * while entries of other records fill the one before; so a file that holds each record in several versions, one after the
 * other, still becomes chunks of a decent size. Chunks of the same record are given away in the order of its versions.
 */
final class Cutter {
    /** So many chunks are filled at a time; a record with more versions in a row makes short ones. */
    static final int MOST_OPEN = 4;

    private final int mostEntries;
    private final long mostBytes;
    private final Consumer<Chunk> chunks;
    private final List<Open> open = new ArrayList<>();

    /**
     * @param mostEntries the most entries of a chunk
     * @param mostBytes the most bytes of one that has more than one entry
     * @param chunks takes each when it is full
     */
    Cutter(int mostEntries, long mostBytes, Consumer<Chunk> chunks) {
        this.mostEntries = mostEntries;
        this.mostBytes = mostBytes;
        this.chunks = chunks;
    }

    void add(Original original) {
        int place = placeFor(original);
        if (!open.get(place).hasRoomFor(original.length())) {
            give(place + 1);
            place = placeFor(original);
        }
        open.get(place).add(original);
        if (open.get(place).entries.size() == mostEntries) {
            give(place + 1);
        }
    }

    /** Gives away what is left. */
    void end() {
        give(open.size());
    }

    /** The first chunk after all that name the same record. */
    private int placeFor(Original original) {
        int place = open.size();
        while (place > 0 && !open.get(place - 1).records.contains(original.record())) {
            place--;
        }
        if (place == MOST_OPEN) {
            give(1);
            place--;
        }
        if (place == open.size()) {
            open.add(new Open());
        }
        return place;
    }

    private void give(int count) {
        List<Open> full = open.subList(0, count);
        List<Chunk> given = full.stream().map(one -> new Chunk(one.entries)).toList();
        full.clear();
        given.forEach(chunks);
    }

    /** A chunk that is being filled. */
    private final class Open {
        private final List<Original> entries = new ArrayList<>();
        private final Set<String> records = new HashSet<>();
        private long bytes;

        boolean hasRoomFor(int length) {
            return entries.isEmpty() || bytes + length <= mostBytes;
        }

        void add(Original original) {
            entries.add(original);
            bytes += original.length();
            if (original.entry().namesRecord()) {
                records.add(original.record());
            }
        }
    }
}
