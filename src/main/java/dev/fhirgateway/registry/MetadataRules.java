package dev.fhirgateway.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules on the metadata of a write ({@code source 002}), the same for who sends and who receives. All broken rules
 * are told at once, so that one look is enough to mend them.
 */
public final class MetadataRules {
    private static final String RESERVED_USE = "source";
    private static final String RESERVED_SYSTEM = "mdm";

    private final Instant latest;
    private final List<MetadataViolation> found = new ArrayList<>();

    private MetadataRules(Instant latest) {
        this.latest = latest;
    }

    /**
     * Holds metadata against all the rules.
     *
     * @param now the present, by the clock of who asks
     * @param skew how far ahead the other clock may be before a date counts as in the future
     * @return what is broken, in the order of the rules; empty when nothing is
     */
    public static List<MetadataViolation> violations(ResourceMeta meta, Instant now, Duration skew) {
        MetadataRules rules = new MetadataRules(now.plus(skew));
        rules.checkDates(meta.createdAt(), meta.updatedAt());
        rules.checkDistinct(meta.identifier());
        rules.checkReserved(meta.identifier());
        return List.copyOf(rules.found);
    }

    private void checkDates(@Nullable Instant created, @Nullable Instant updated) {
        if (updated != null && created == null) {
            add(MetadataRule.UPDATED_WITHOUT_CREATED, "meta.updatedAt", "is given without meta.createdAt");
        }
        if (updated != null && created != null && updated.isBefore(created)) {
            add(MetadataRule.UPDATED_BEFORE_CREATED, "meta.updatedAt", "is before meta.createdAt");
        }
        checkPast("meta.createdAt", created);
        checkPast("meta.updatedAt", updated);
    }

    private void checkPast(String element, @Nullable Instant time) {
        if (time != null && time.isAfter(latest)) {
            add(MetadataRule.IN_THE_FUTURE, element, "is in the future");
        }
    }

    private void checkDistinct(List<Identifier> identifiers) {
        Map<Identifier, Integer> firstAt = new HashMap<>();
        for (int i = 0; i < identifiers.size(); i++) {
            Identifier one = identifiers.get(i);
            Integer first = firstAt.putIfAbsent(new Identifier(null, one.system(), one.value(), one.use(), null), i);
            if (first != null) {
                String reason = "has the system, use and value of " + element(first);
                add(MetadataRule.IDENTIFIER_REPEATED, element(i), reason);
            }
        }
    }

    private void checkReserved(List<Identifier> identifiers) {
        for (int i = 0; i < identifiers.size(); i++) {
            if (RESERVED_USE.equals(identifiers.get(i).use())) {
                add(MetadataRule.RESERVED_USE, element(i) + ".use", "is the reserved word \"source\"");
            }
            if (RESERVED_SYSTEM.equals(identifiers.get(i).system())) {
                add(MetadataRule.RESERVED_SYSTEM, element(i) + ".system", "is the reserved word \"mdm\"");
            }
        }
    }

    private static String element(int index) {
        return "meta.identifier[" + index + "]";
    }

    private void add(MetadataRule rule, String element, String reason) {
        found.add(new MetadataViolation(rule, element, reason));
    }
}
