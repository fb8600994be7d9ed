package dev.fhirgateway.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The way from a root resource to a contained one, or to all below one contain key ({@code registry-side 2}): the
 * {@code {nestedContainsPath}} of {@code source 004}, {@code {containKey}[/{id}/{containKey}...]}.
 *
 * @param steps from the root inwards, 1 to {@value #MAX_DEPTH}; only the last may lack an id
 */
public record ContainedPath(List<Step> steps) {
    /** How deep resources may be nested ({@code registry-side 14.9}). */
    public static final int MAX_DEPTH = 8;

    /**
     * One step inwards.
     *
     * @param containKey the key that the resource stands below
     * @param id the resource's bare id; null for all that is below the key
     */
    public record Step(String containKey, @Nullable String id) {
        public Step {
            requirePart(containKey);
            if (id != null) {
                requirePart(id);
            }
        }

        private static void requirePart(String part) {
            if (part.isEmpty() || part.contains("/")) {
                throw new IllegalArgumentException("a part of a contained path is empty or holds a slash");
            }
        }

        private Stream<String> parts() {
            return id == null ? Stream.of(containKey) : Stream.of(containKey, id);
        }

        @Override
        public String toString() {
            return "Step[" + containKey + "]";
        }
    }

    public ContainedPath {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() > MAX_DEPTH) {
            throw new IllegalArgumentException("a contained path has 1 to " + MAX_DEPTH + " steps");
        }
        if (steps.subList(0, steps.size() - 1).stream().anyMatch(step -> step.id() == null)) {
            throw new IllegalArgumentException("only the last step of a contained path may lack an id");
        }
    }

    /** Reads the part of a URL after the root's id, percent-decoded. */
    public static Reading<ContainedPath> parse(String nestedContainsPath) {
        String[] parts = nestedContainsPath.split("/", -1);
        if (Stream.of(parts).anyMatch(String::isEmpty)) {
            return faulty("has an empty segment");
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < parts.length; i += 2) {
            steps.add(new Step(parts[i], i + 1 < parts.length ? parts[i + 1] : null));
        }
        return steps.size() > MAX_DEPTH
                ? faulty("is nested deeper than " + MAX_DEPTH)
                : new Reading.Sound<>(new ContainedPath(steps));
    }

    private static Reading<ContainedPath> faulty(String reason) {
        return new Reading.Faulty<>(List.of(new Problem("nestedContainsPath", reason)));
    }

    /** The key that the path ends at or below. */
    public String containKey() {
        return last().containKey();
    }

    /** The bare id of the resource; empty when the path ends at a key. */
    public Optional<String> id() {
        return Optional.ofNullable(last().id());
    }

    /** The same place, for a resource with this id there. */
    public ContainedPath withId(String id) {
        List<Step> changed = new ArrayList<>(steps);
        changed.set(steps.size() - 1, new Step(containKey(), id));
        return new ContainedPath(changed);
    }

    /** The resource around; empty when that is the root. */
    public Optional<ContainedPath> parent() {
        return steps.size() == 1
                ? Optional.empty()
                : Optional.of(new ContainedPath(steps.subList(0, steps.size() - 1)));
    }

    /** The segments of the URL, in order, not encoded. */
    public List<String> segments() {
        return steps.stream().flatMap(Step::parts).toList();
    }

    /** The id as bodies spell it ({@code source 001}): {@code {rootType}/{rootId}/{containKey}/{id}...}. */
    public String inBody(RecordRef root) {
        return Stream.concat(Stream.of(root.type(), root.id()), segments().stream())
                .collect(Collectors.joining("/"));
    }

    private Step last() {
        return Objects.requireNonNull(steps.get(steps.size() - 1));
    }
}
