package dev.fhirgateway.sandbox.trouble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one rule. */
final class RuleReader {
    static final String SEED = "seed";
    private static final String METHOD = "method";
    private static final String PROBABILITY = "probability";
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final List<String> CHOICES = List.of("nth", "every", "first");
    private static final List<String> KEYS = keys();

    private final RuleFields fields;
    private final EffectReader effects;

    private RuleReader(RuleFields fields) {
        this.fields = fields;
        this.effects = new EffectReader(fields);
    }

    /** A rule of a script. To be used only when no problem was told. */
    static TroubleRule read(RuleFields fields, long untoldSeed) {
        RuleReader reader = new RuleReader(fields);
        fields.expectOnly(KEYS);
        fields.read("name", Optional::of, "a text");
        return reader.rule(untoldSeed);
    }

    /** A rule for one call that needs no finding: an effect, a latency, and nothing else. */
    static TroubleRule readEffect(RuleFields fields) {
        fields.expectOnly(EffectReader.KEYS);
        return new RuleReader(fields).rule(0);
    }

    static long seed(RuleFields fields, long untold) {
        return fields.read(SEED, RuleReader::wholeLong, "a whole number").orElse(untold);
    }

    private TroubleRule rule(long untoldSeed) {
        Match match = new Match(methods(), globs("path"), globs("source"), globs("type"), globs("id"));
        int times = fields.whole("times", 1, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE);
        return new TroubleRule(
                fields.asWritten(),
                match,
                turn(),
                times,
                seed(fields, untoldSeed),
                effects.latency(),
                effects.effect(),
                effects.taskTime());
    }

    /** Only writes become tasks, so that a task is not wasted on a read. */
    private Set<String> methods() {
        Set<String> methods = fields.texts(METHOD).stream()
                .map(method -> method.toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (!fields.has(EffectReader.TASK)) {
            return methods;
        }
        if (!WRITES.containsAll(methods)) {
            fields.refuse(METHOD, "method: only writes become tasks");
        }
        return methods.isEmpty() ? WRITES : methods;
    }

    private List<Glob> globs(String key) {
        return fields.texts(key).stream().map(Glob::of).toList();
    }

    private Turn turn() {
        List<String> given = CHOICES.stream().filter(fields::has).toList();
        if (given.size() > 1) {
            fields.refuse(given.get(1), given.get(1) + ": there is " + given.get(0) + " already");
        }
        Optional<Turn.Per> per = fields.read("per", RuleReader::per, "rule, record or sandbox");
        if (per.isPresent() && given.isEmpty()) {
            fields.refuse("per", "per: needs one of " + String.join(", ", CHOICES));
        }
        double probability = fields.read(PROBABILITY, RuleReader::fraction, "a number from 0 to 1")
                .orElse(1.0);
        Turn.Choice choice = given.isEmpty()
                ? Turn.Choice.ALL
                : Turn.Choice.valueOf(given.get(0).toUpperCase(Locale.ROOT));
        int number = given.isEmpty()
                ? 1
                : fields.whole(given.get(0), 1, Integer.MAX_VALUE).orElse(1);
        return new Turn(choice, number, per.orElse(Turn.Per.RULE), probability);
    }

    private static Optional<Turn.Per> per(String text) {
        return Arrays.stream(Turn.Per.values())
                .filter(per -> per.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    private static Optional<Double> fraction(String text) {
        return text.matches("[01]|[01]?\\.\\d+")
                ? Optional.of(Double.valueOf(text)).filter(fraction -> fraction <= 1)
                : Optional.empty();
    }

    private static Optional<Long> wholeLong(String text) {
        return text.matches("-?\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>(List.of("name", METHOD, "path", "source", "type", "id"));
        keys.addAll(CHOICES);
        keys.addAll(List.of("per", PROBABILITY, SEED, "times"));
        keys.addAll(EffectReader.KEYS);
        return List.copyOf(keys);
    }
}
