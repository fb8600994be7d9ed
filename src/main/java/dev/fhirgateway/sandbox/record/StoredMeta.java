package dev.fhirgateway.sandbox.record;

import dev.fhirgateway.registry.ResourceMeta;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The metadata that a record is stored with, resource or relationship ({@code source 002}). */
final class StoredMeta {
    private StoredMeta() {}

    /** Of a new record. What a client asks for counts here and never again. */
    static ResourceMeta created(String sourceKey, @Nullable ResourceMeta asked, Instant now) {
        ResourceMeta wanted = asked == null ? ResourceMeta.NONE : asked;
        Instant createdAt = wanted.createdAt() == null ? now : wanted.createdAt();
        Instant updatedAt = wanted.updatedAt() == null ? later(now, createdAt) : wanted.updatedAt();
        return new ResourceMeta(createdAt, updatedAt, sourceKey, wanted.identifier());
    }

    /** Of a record that is written again. */
    static ResourceMeta updated(ResourceMeta old, Instant now) {
        Instant before = old.updatedAt();
        return new ResourceMeta(
                old.createdAt(), before == null ? now : later(now, before), old.source(), old.identifier());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
