package dev.fhirgateway.metrics;

import dev.fhirgateway.upsert.UpsertResult;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The labels of an entry: its type, what became of it, and who is to blame if it failed. Each from a closed set. */
final class EntryTags {
    private final Predicate<String> isResourceType;
    private final Map<Kind, Tags> made = new ConcurrentHashMap<>();

    EntryTags(Predicate<String> isResourceType) {
        this.isResourceType = isResourceType;
    }

    Tags of(UpsertResult result) {
        return made.computeIfAbsent(
                new Kind(type(result.entry().resourceType()), result.getClass(), blame(result)), Kind::tags);
    }

    /** What a client calls a type may be anything. */
    String type(@Nullable String resourceType) {
        return resourceType != null && isResourceType.test(resourceType) ? resourceType : BoundedLabel.OTHER;
    }

    private static String blame(UpsertResult result) {
        if (result instanceof UpsertResult.Rejected rejected) {
            return rejected.blame().code();
        }
        return result instanceof UpsertResult.Undelivered undelivered
                ? undelivered.blame().code()
                : "none";
    }

    /** The kinds of results are sealed, so that their names are few. */
    private record Kind(String type, Class<? extends UpsertResult> outcome, String blame) {
        Tags tags() {
            return Tags.of("type", type, "outcome", outcome.getSimpleName().toLowerCase(Locale.ROOT), "blame", blame);
        }
    }
}
