package dev.fhirgateway.intake;

import dev.fhirgateway.upsert.BodyMemory;
import dev.fhirgateway.upsert.UpsertEntry;
import java.util.function.Consumer;

/** Hands the entries of a job on, and counts them and the bytes of its body, which take no memory. */
final class CountedEntries implements Consumer<UpsertEntry>, BodyMemory {
    private final Consumer<UpsertEntry> sink;
    private int entries;
    private long bytes;

    CountedEntries(Consumer<UpsertEntry> sink) {
        this.sink = sink;
    }

    @Override
    public void accept(UpsertEntry entry) {
        sink.accept(entry);
        entries++;
    }

    @Override
    public void take(int read) {
        bytes += read;
    }

    boolean any() {
        return entries > 0;
    }

    JobBody whole() {
        return new JobBody(entries, bytes, null);
    }

    JobBody broken(String words) {
        return new JobBody(entries, bytes, words);
    }
}
