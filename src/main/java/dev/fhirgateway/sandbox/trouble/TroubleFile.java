package dev.fhirgateway.sandbox.trouble;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A script in a file. Changes of the file are looked for when somebody asks, at most once a second; one that cannot be
 * used is logged in one line, and the script before it stays.
 */
public final class TroubleFile {
    private static final Logger LOG = LoggerFactory.getLogger(TroubleFile.class);
    private static final long CHECK_NANOS = Duration.ofSeconds(1).toNanos();

    /** By which a changed file is known; nulls for one that cannot be looked at. */
    private record Stamp(@Nullable FileTime modified, long size, @Nullable Object fileKey) {}

    private final Path file;
    private final LongSupplier nanoTime;
    private final Consumer<String> complaints;
    private final AtomicLong lastCheck;
    private final TroubleScript first;
    private Stamp stamp;

    private TroubleFile(Path file, LongSupplier nanoTime, Consumer<String> complaints) {
        this.file = file;
        this.nanoTime = nanoTime;
        this.complaints = complaints;
        this.lastCheck = new AtomicLong(nanoTime.getAsLong());
        this.stamp = stamp();
        this.first = read();
    }

    /**
     * Reads the file.
     *
     * @throws TroubleScriptException with all problems of the file at once
     */
    public static TroubleFile open(Path file) {
        return open(file, System::nanoTime, LOG::warn);
    }

    static TroubleFile open(Path file, LongSupplier nanoTime, Consumer<String> complaints) {
        return new TroubleFile(file, nanoTime, complaints);
    }

    /** The script as it was when the file was opened. */
    TroubleScript first() {
        return first;
    }

    /** The script as it is now, when the file has changed since this was last asked and can be used. */
    Optional<TroubleScript> changed() {
        long now = nanoTime.getAsLong();
        long last = lastCheck.get();
        return now - last >= CHECK_NANOS && lastCheck.compareAndSet(last, now) ? refreshed() : Optional.empty();
    }

    /** The stamp is taken before the content is read: a change in between is found at the next check, not missed. */
    private synchronized Optional<TroubleScript> refreshed() {
        Stamp now = stamp();
        if (now.equals(stamp)) {
            return Optional.empty();
        }
        stamp = now;
        try {
            TroubleScript script = read();
            LOG.info("{} was read again: {}", file, script);
            return Optional.of(script);
        } catch (TroubleScriptException broken) {
            complaints.accept(file + " was changed but cannot be used, the script before stays: "
                    + String.join("; ", broken.problems()));
            return Optional.empty();
        }
    }

    private TroubleScript read() {
        try {
            return TroubleScript.read(Files.readString(file));
        } catch (IOException unreadable) {
            throw new TroubleScriptException(List.of("cannot be read"));
        }
    }

    private Stamp stamp() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException unreadable) {
            return new Stamp(null, 0, null);
        }
    }
}
