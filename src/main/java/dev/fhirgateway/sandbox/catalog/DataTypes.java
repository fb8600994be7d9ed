package dev.fhirgateway.sandbox.catalog;

import dev.fhirgateway.registry.PropertyDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The data types of the registry ({@code registry-side 8}): those of one value, the complex ones with their members,
 * and the two that a profile fills, {@code array} and {@code object}.
 */
final class DataTypes {
    static final String OBJECT = "object";
    /** Complex, but a bare string is one too: which of the two the registry means was not seen. */
    static final String REFERENCE = "reference";

    private DataTypes() {}

    /** Whether a property of a profile can be of this type. Names are lower case. */
    static boolean isKnown(String type) {
        return isArray(type) || isStructure(type) || PrimitiveType.ofName(type).isPresent();
    }

    /** The names of all types, sorted. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>(ComplexTypes.MEMBERS.keySet());
        Stream.of(PrimitiveType.values()).map(PrimitiveType::typeName).forEach(names::add);
        names.add(PropertyDefinition.ARRAY);
        names.add(OBJECT);
        return names;
    }

    static boolean isArray(String type) {
        return type.equals(PropertyDefinition.ARRAY);
    }

    /** Whether values of this type are JSON objects. */
    static boolean isStructure(String type) {
        return type.equals(OBJECT) || ComplexTypes.MEMBERS.containsKey(type);
    }

    /** Whether this is an object of which nothing is said, so that it takes anything. */
    static boolean isOpen(PropertyDefinition property) {
        return property.type().equals(OBJECT) && property.properties().isEmpty();
    }

    /** What a complex type says of a member; empty when there is no such type or member. */
    static Optional<PropertyDefinition> member(String type, String name) {
        return Optional.ofNullable(
                ComplexTypes.MEMBERS.getOrDefault(type, Map.of()).get(name));
    }

    /**
     * What a structure may hold: of an object what the profile says; of a complex type its members, each with the rules
     * that the profile adds to it.
     */
    static Map<String, PropertyDefinition> membersOf(PropertyDefinition structure) {
        Map<String, PropertyDefinition> members = ComplexTypes.MEMBERS.get(structure.type());
        if (members == null || structure.properties().isEmpty()) {
            return members == null ? structure.properties() : members;
        }
        Map<String, PropertyDefinition> merged = new LinkedHashMap<>(members);
        merged.replaceAll(
                (name, member) -> narrowed(member, structure.properties().get(name)));
        return merged;
    }

    private static PropertyDefinition narrowed(PropertyDefinition member, @Nullable PropertyDefinition added) {
        if (added == null) {
            return member;
        }
        return new PropertyDefinition(
                member.type(),
                Stream.concat(member.rules().stream(), added.rules().stream()).toList(),
                member.items() == null ? null : narrowed(member.items(), added.items()),
                added.properties());
    }
}
