package dev.fhirgateway.sandbox.catalog;

import dev.fhirgateway.registry.CatalogKey;
import dev.fhirgateway.registry.Problem;
import dev.fhirgateway.registry.Profile;
import dev.fhirgateway.registry.PropertyDefinition;
import dev.fhirgateway.registry.RelationshipDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Looks whether records can be held against a profile or a relationship definition ({@code registry-side 8}): types are
 * known, rules fit their types, conditions are understood. What cannot be checked is refused here, so that no rule is
 * ever passed over in silence.
 */
final class ProfileCheck {
    private static final Pattern PATH_SIGNS = Pattern.compile("[.\\[\\]]|^$");

    private final Map<String, PropertyDefinition> root;
    private final List<Problem> problems = new ArrayList<>();

    private ProfileCheck(Map<String, PropertyDefinition> root) {
        this.root = root;
    }

    /** All that is wrong with the profile by itself; empty when it is sound. */
    static List<Problem> problems(Profile profile) {
        ProfileCheck check = new ProfileCheck(profile.properties());
        check.key(profile.key());
        check.properties(profile.properties(), "", "");
        profile.contained().forEach((key, containment) -> {
            if (containment.types().isEmpty()) {
                check.add("contained." + key + ".types", "names no profile");
            }
        });
        return List.copyOf(check.problems);
    }

    /** All that is wrong with the definition by itself; empty when it is sound. */
    static List<Problem> problems(RelationshipDefinition definition) {
        ProfileCheck check = new ProfileCheck(definition.properties());
        check.key(definition.key());
        check.properties(definition.properties(), "", "");
        return List.copyOf(check.problems);
    }

    private void key(String key) {
        if (!CatalogKey.isLegal(key)) {
            add("key", "does not match " + CatalogKey.PATTERN);
        }
    }

    /**
     * @param before the path of the document that the properties stand below; empty, or ending in a dot
     * @param place the place in the data that they stand below; empty, or ending in a dot
     */
    private void properties(Map<String, PropertyDefinition> properties, String before, String place) {
        properties.forEach((name, property) -> {
            if (PATH_SIGNS.matcher(name).find()) {
                add(before + "properties." + name, "has a name that no path can hold");
            } else {
                property(property, before + "properties." + name, place + name);
            }
        });
    }

    private void property(PropertyDefinition property, String path, String place) {
        if (!DataTypes.isKnown(property.type())) {
            add(path + ".type", "is not one of " + String.join(", ", DataTypes.names()));
            return;
        }
        RuleFit.problems(property, root, place).forEach(problem -> add(path + "." + problem.path(), problem.reason()));
        items(property, path, place);
        if (!property.properties().isEmpty() && !DataTypes.isStructure(property.type())) {
            add(path + ".properties", "is only for objects and complex types");
        } else {
            members(property, path);
            properties(property.properties(), path + ".", place + ".");
        }
    }

    private void items(PropertyDefinition property, String path, String place) {
        PropertyDefinition items = property.items();
        if (items != null && DataTypes.isArray(property.type())) {
            property(items, path + ".items", place + "[]");
        } else if (items != null) {
            add(path + ".items", "is only for arrays");
        } else if (DataTypes.isArray(property.type())) {
            add(path + ".items", "is required for an array");
        }
    }

    /** Members of a complex type may get rules, and nothing else. */
    private void members(PropertyDefinition property, String path) {
        if (property.type().equals(DataTypes.OBJECT)) {
            return;
        }
        property.properties().forEach((name, member) -> DataTypes.member(property.type(), name)
                .ifPresentOrElse(
                        known -> sameType(known, member, path + ".properties." + name),
                        () -> add(path + ".properties." + name, "is not a member of " + property.type())));
    }

    private void sameType(PropertyDefinition known, PropertyDefinition member, String path) {
        if (!known.type().equals(member.type())) {
            add(path + ".type", "is not " + known.type() + ", which the complex type makes it");
        } else if (known.items() != null && member.items() != null) {
            sameType(known.items(), member.items(), path + ".items");
        }
    }

    private void add(String path, String reason) {
        problems.add(new Problem(path, reason));
    }
}
