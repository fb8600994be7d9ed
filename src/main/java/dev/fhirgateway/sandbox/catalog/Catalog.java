package dev.fhirgateway.sandbox.catalog;

import dev.fhirgateway.registry.Profile;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.RelationshipDefinition;
import dev.fhirgateway.registry.Source;
import dev.fhirgateway.registry.SourceKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sources with their profiles and relationship definitions ({@code registry-side 8}). Changes wait for
 * each other, readers for nobody. What is stored is sound, and what it names is of the right kind; records that are
 * there already are not looked at again when a profile changes.
 *
 * <p>When strict, what nobody made is not there: a source comes before its profiles, and they before what names them.
 * When lenient, a source is made by its first use, and a name may lead nowhere.
 */
public final class Catalog {
    private final boolean strict;
    private final CatalogMemory memory;
    private final Map<String, SourceCatalog> sources = new ConcurrentHashMap<>();

    /** An empty catalog, kept nowhere else. */
    Catalog(boolean strict) {
        this(strict, CatalogMemory.NONE);
    }

    /** A catalog of what is kept in the memory; later changes are kept there, too. */
    public Catalog(boolean strict, CatalogMemory memory) {
        this.strict = strict;
        this.memory = memory;
        memory.all().forEach((sourceKey, content) -> sources.put(sourceKey, SourceCatalog.read(content)));
    }

    boolean isStrict() {
        return strict;
    }

    /** Makes the source, if it is not there. */
    synchronized CatalogOutcome<Source> putSource(Source source) {
        if (!SourceKey.isLegal(source.key())) {
            return new CatalogOutcome.Refused<>(Refusals.illegalSource());
        }
        boolean created = make(source.key());
        return new CatalogOutcome.Stored<>(source, created);
    }

    /** Removes the source, which may hold no profile and no definition any more. */
    synchronized CatalogOutcome<Source> removeSource(String sourceKey) {
        SourceCatalog content = sources.get(sourceKey);
        if (content == null || !content.isEmpty()) {
            return new CatalogOutcome.Refused<>(
                    content == null
                            ? Refusals.notFound("source")
                            : Refusals.precondition("the source holds profiles or definitions"));
        }
        sources.remove(sourceKey);
        memory.drop(sourceKey);
        return new CatalogOutcome.Removed<>(registry(sourceKey));
    }

    /** The sources, by key. */
    public List<Source> sources() {
        return sources.keySet().stream().sorted().map(Catalog::registry).toList();
    }

    Optional<Source> source(String sourceKey) {
        return Optional.of(sourceKey).filter(sources::containsKey).map(Catalog::registry);
    }

    /** Makes the profile or replaces it. */
    synchronized CatalogOutcome<Profile> putProfile(String sourceKey, Profile profile) {
        SourceCatalog source = content(sourceKey);
        Optional<RegistryError> refusal = useSource(sourceKey)
                .or(() -> Refusals.ofProblems(ProfileCheck.problems(profile)))
                .or(() -> References.refusal(source, profile, strict));
        if (refusal.isPresent()) {
            return new CatalogOutcome.Refused<>(refusal.get());
        }
        keep(sourceKey, source.with(profile));
        return new CatalogOutcome.Stored<>(profile, !source.profiles().containsKey(profile.key()));
    }

    /** Removes the profile, which no other profile and no definition may name any more. */
    synchronized CatalogOutcome<Profile> removeProfile(String sourceKey, String key) {
        SourceCatalog source = content(sourceKey);
        Profile profile = source.profiles().get(key);
        Optional<RegistryError> refusal = References.refusalToRemove(source, key);
        if (profile == null || refusal.isPresent()) {
            return new CatalogOutcome.Refused<>(profile == null ? Refusals.notFound("profile") : refusal.orElseThrow());
        }
        keep(sourceKey, source.withoutProfile(key));
        return new CatalogOutcome.Removed<>(profile);
    }

    Optional<Profile> profile(String sourceKey, String key) {
        return Optional.ofNullable(content(sourceKey).profiles().get(key));
    }

    /** The profiles of a source, by key; none of a source that is not there. */
    List<Profile> profiles(String sourceKey) {
        return List.copyOf(content(sourceKey).profiles().values());
    }

    /** Makes the relationship definition or replaces it. */
    synchronized CatalogOutcome<RelationshipDefinition> putDefinition(
            String sourceKey, RelationshipDefinition definition) {
        SourceCatalog source = content(sourceKey);
        Optional<RegistryError> refusal = useSource(sourceKey)
                .or(() -> Refusals.ofProblems(ProfileCheck.problems(definition)))
                .or(() -> References.refusal(source, definition, strict));
        if (refusal.isPresent()) {
            return new CatalogOutcome.Refused<>(refusal.get());
        }
        keep(sourceKey, source.with(definition));
        return new CatalogOutcome.Stored<>(definition, !source.definitions().containsKey(definition.key()));
    }

    /** Removes the relationship definition. */
    synchronized CatalogOutcome<RelationshipDefinition> removeDefinition(String sourceKey, String key) {
        SourceCatalog source = content(sourceKey);
        RelationshipDefinition definition = source.definitions().get(key);
        if (definition == null) {
            return new CatalogOutcome.Refused<>(Refusals.notFound("relationship definition"));
        }
        keep(sourceKey, source.withoutDefinition(key));
        return new CatalogOutcome.Removed<>(definition);
    }

    public Optional<RelationshipDefinition> definition(String sourceKey, String key) {
        return Optional.ofNullable(content(sourceKey).definitions().get(key));
    }

    /** The relationship definitions of a source, by key; none of a source that is not there. */
    List<RelationshipDefinition> definitions(String sourceKey) {
        return List.copyOf(content(sourceKey).definitions().values());
    }

    /** Why this source cannot be used; empty when it can, and then a lenient catalog has it from now on. */
    Optional<RegistryError> useSource(String sourceKey) {
        if (!SourceKey.isLegal(sourceKey)) {
            return Optional.of(Refusals.illegalSource());
        }
        if (!strict) {
            make(sourceKey);
        }
        return sources.containsKey(sourceKey) ? Optional.empty() : Optional.of(Refusals.notFound("source"));
    }

    /** Whether it was not there before. */
    private boolean make(String sourceKey) {
        boolean isNew = sources.putIfAbsent(sourceKey, SourceCatalog.EMPTY) == null;
        if (isNew) {
            memory.keep(sourceKey, SourceCatalog.EMPTY.toJson());
        }
        return isNew;
    }

    private void keep(String sourceKey, SourceCatalog content) {
        sources.put(sourceKey, content);
        memory.keep(sourceKey, content.toJson());
    }

    private SourceCatalog content(String sourceKey) {
        return sources.getOrDefault(sourceKey, SourceCatalog.EMPTY);
    }

    private static Source registry(String sourceKey) {
        return new Source(sourceKey, Source.REGISTRY);
    }
}
