package dev.fhirgateway.sandbox.catalog;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.Profile;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.RelationshipDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How profiles and relationship definitions of a source hang together ({@code registry-side 8}). What they name has to
 * be of the right kind if it is there, and when strict it has to be there.
 */
final class References {
    private final SourceCatalog source;
    private final boolean strict;
    private final List<String> problems = new ArrayList<>();

    private References(SourceCatalog source, boolean strict) {
        this.source = source;
        this.strict = strict;
    }

    /** Why the source cannot have this profile; empty when it can. */
    static Optional<RegistryError> refusal(SourceCatalog source, Profile profile, boolean strict) {
        if (source.definitions().containsKey(profile.key())) {
            return Optional.of(taken("a relationship definition"));
        }
        boolean root = profile.kind() == Profile.Kind.ROOT;
        Optional<String> misfit = (root ? parents(source, profile.key()) : links(source, profile.key())).findFirst();
        if (misfit.isPresent()) {
            String reason = "the profile cannot be " + profile.kind() + ": it is used by " + misfit.get();
            return Optional.of(Refusals.precondition(reason));
        }
        References references = new References(source.with(profile), strict);
        profile.contained().forEach((key, containment) -> containment
                .types()
                .forEach(type -> references.check("contained." + key + ".types", type, Profile.Kind.CONTAINED)));
        return references.found();
    }

    /** Why the source cannot have this definition; empty when it can. */
    static Optional<RegistryError> refusal(SourceCatalog source, RelationshipDefinition definition, boolean strict) {
        if (source.profiles().containsKey(definition.key())) {
            return Optional.of(taken("a profile"));
        }
        References references = new References(source, strict);
        references.check("from.profileKey", definition.from().profileKey(), Profile.Kind.ROOT);
        references.check("to.profileKey", definition.to().profileKey(), Profile.Kind.ROOT);
        return references.found();
    }

    /** Why the source has to keep this profile; empty when it need not. */
    static Optional<RegistryError> refusalToRemove(SourceCatalog source, String profileKey) {
        return Stream.concat(parents(source, profileKey), links(source, profileKey))
                .findFirst()
                .map(user -> Refusals.precondition("the profile is used by " + user));
    }

    /** The profiles that contain records of this one, other than itself. */
    private static Stream<String> parents(SourceCatalog source, String key) {
        return source.profiles().values().stream()
                .filter(profile -> !profile.key().equals(key))
                .filter(profile -> profile.contained().values().stream()
                        .anyMatch(containment -> containment.types().contains(key)))
                .map(profile -> "the profile " + profile.key());
    }

    /** The definitions of relationships from or to records of this profile. */
    private static Stream<String> links(SourceCatalog source, String key) {
        return source.definitions().values().stream()
                .filter(link -> link.from().profileKey().equals(key)
                        || link.to().profileKey().equals(key))
                .map(link -> "the relationship definition " + link.key());
    }

    private void check(String path, String profileKey, Profile.Kind kind) {
        Profile profile = source.profiles().get(profileKey);
        if (profile == null && strict) {
            problems.add(path + ": names a profile that is not there");
        } else if (profile != null && profile.kind() != kind) {
            problems.add(path + ": names a profile that is not " + kind);
        }
    }

    private Optional<RegistryError> found() {
        return problems.isEmpty() ? Optional.empty() : Optional.of(Refusals.invalid(problems));
    }

    private static RegistryError taken(String by) {
        return RegistryError.of(ErrorType.ALREADY_EXISTS, "the key is taken by " + by);
    }
}
