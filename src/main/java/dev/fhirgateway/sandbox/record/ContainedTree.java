package dev.fhirgateway.sandbox.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.ContainedPath;
import dev.fhirgateway.registry.ContainedResource;
import dev.fhirgateway.registry.RecordRef;
import dev.fhirgateway.registry.RegistryResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The contained resources of a root ({@code registry-side 2}). Never changes: each change gives another tree.
 *
 * @param byKey those right below the root, by contain key
 */
record ContainedTree(Map<String, List<ContainedResource>> byKey) {
    /** What a stored root contains; it was checked when it came in, so it can be read. */
    static ContainedTree of(RegistryResource root) {
        return new ContainedTree(
                ContainedResource.readAll(root.contained()).found().orElseThrow());
    }

    /** The one that the path names. */
    Optional<ContainedResource> find(ContainedPath path) {
        Optional<Map<String, List<ContainedResource>>> around = path.parent()
                .map(parent -> find(parent).map(ContainedResource::contained))
                .orElse(Optional.of(byKey));
        return around.flatMap(keys -> keys.getOrDefault(path.containKey(), List.of()).stream()
                .filter(one -> path.id().filter(one.id()::equals).isPresent())
                .findFirst());
    }

    /** With this one at the end of the path, in the place of its predecessor or after all others. */
    ContainedTree with(ContainedPath path, ContainedResource resource) {
        boolean known = find(path).isPresent();
        return change(
                path,
                all -> known
                        ? all.stream()
                                .map(one -> one.id().equals(resource.id()) ? resource : one)
                                .toList()
                        : Stream.concat(all.stream(), Stream.of(resource)).toList());
    }

    /** Without the one that the path names. */
    ContainedTree without(ContainedPath path) {
        String id = path.id().orElseThrow();
        return change(
                path, all -> all.stream().filter(one -> !one.id().equals(id)).toList());
    }

    ObjectNode toJson(RecordKey root) {
        return ContainedResource.toJson(byKey, new RecordRef(root.id(), root.type()));
    }

    private ContainedTree change(ContainedPath path, UnaryOperator<List<ContainedResource>> change) {
        return new ContainedTree(change(byKey, path.steps(), change));
    }

    private static Map<String, List<ContainedResource>> change(
            Map<String, List<ContainedResource>> byKey,
            List<ContainedPath.Step> way,
            UnaryOperator<List<ContainedResource>> change) {
        ContainedPath.Step step = way.get(0);
        List<ContainedPath.Step> rest = way.subList(1, way.size());
        List<ContainedResource> all = byKey.getOrDefault(step.containKey(), List.of());
        Map<String, List<ContainedResource>> changed = new LinkedHashMap<>(byKey);
        changed.put(
                step.containKey(),
                rest.isEmpty()
                        ? change.apply(all)
                        : all.stream()
                                .map(one -> one.id().equals(step.id()) ? inside(one, rest, change) : one)
                                .toList());
        return changed;
    }

    private static ContainedResource inside(
            ContainedResource around, List<ContainedPath.Step> way, UnaryOperator<List<ContainedResource>> change) {
        return new ContainedResource(
                around.id(), around.type(), around.data(), change(around.contained(), way, change));
    }
}
