package dev.fhirgateway.sandbox.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.Containment;
import dev.fhirgateway.registry.Profile;
import dev.fhirgateway.registry.PropertyDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Holds records against their profiles ({@code registry-side 8}). All that is broken is told at once, so that one look
 * is enough to mend it. Profiles have to be sound by {@link ProfileCheck}. The vocabularies that a profile binds values
 * to are not looked at.
 */
final class ProfileValidator {
    /** How deep contained records may nest ({@code registry-side 14.9}). */
    private static final int MAX_DEPTH = 8;

    private final Function<String, Optional<Profile>> profiles;
    private final List<Violation> found = new ArrayList<>();

    private ProfileValidator(Function<String, Optional<Profile>> profiles) {
        this.profiles = profiles;
    }

    /**
     * Checks a record with all that it contains.
     *
     * @param contained arrays of contained records by contain key; empty for none
     * @param profiles finds the profile of a contained record by its key; a type without one may hold anything
     * @return what is broken, in the order of the record; empty when nothing is
     */
    static List<Violation> validate(
            Profile root, ObjectNode data, ObjectNode contained, Function<String, Optional<Profile>> profiles) {
        ProfileValidator validator = new ProfileValidator(profiles);
        DataCheck.check(root.properties(), data, "", validator.found);
        validator.contained(root, contained, "contained", 1);
        return List.copyOf(validator.found);
    }

    /** Checks the data of a relationship against its definition's properties. */
    static List<Violation> validate(Map<String, PropertyDefinition> properties, ObjectNode data) {
        List<Violation> found = new ArrayList<>();
        DataCheck.check(properties, data, "", found);
        return List.copyOf(found);
    }

    private void contained(Profile profile, JsonNode contained, String path, int depth) {
        if (depth > MAX_DEPTH) {
            if (!contained.isEmpty()) {
                add(ProfileRule.DEPTH, path, "is nested deeper than " + MAX_DEPTH);
            }
            return;
        }
        contained.fieldNames().forEachRemaining(key -> {
            if (!profile.contained().containsKey(key)) {
                add(ProfileRule.UNKNOWN_CONTAIN_KEY, path + "." + key, "is not a contain key of " + profile.key());
            }
        });
        profile.contained()
                .forEach((key, containment) -> records(containment, contained.path(key), path + "." + key, depth));
    }

    private void records(Containment containment, JsonNode records, String path, int depth) {
        boolean absent = records.isMissingNode() || records.isNull();
        if (!absent && !records.isArray()) {
            add(ProfileRule.TYPE, path, "is not an array");
            return;
        }
        boolean tooMany = records.size() > containment.cardinality().max().orElse(Integer.MAX_VALUE);
        if (tooMany || records.size() < containment.cardinality().min()) {
            String allowed = containment.cardinality().text();
            add(ProfileRule.CARDINALITY, path, "has " + records.size() + " records, where " + allowed + " are allowed");
        }
        for (int i = 0; i < records.size(); i++) {
            record(containment, records.path(i), path + "[" + i + "]", depth);
        }
    }

    private void record(Containment containment, JsonNode record, String path, int depth) {
        String type = record.path("type").asText();
        if (!containment.types().contains(type)) {
            String allowed = String.join(", ", containment.types());
            add(ProfileRule.CONTAINED_TYPE, path + ".type", "is not one of " + allowed);
            return;
        }
        if (!(record.path("data") instanceof ObjectNode data)) {
            add(ProfileRule.TYPE, path + ".data", "is not an object");
            return;
        }
        profiles.apply(type).ifPresent(profile -> {
            DataCheck.check(profile.properties(), data, path + ".data.", found);
            contained(profile, record.path("contained"), path + ".contained", depth + 1);
        });
    }

    private void add(ProfileRule rule, String path, String reason) {
        found.add(new Violation(rule, path, reason));
    }
}
