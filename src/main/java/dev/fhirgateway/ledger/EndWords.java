package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.Unresolved;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why an entry ended as it did, in words that can be kept. */
final class EndWords {
    /** Then somebody else speaks: the registry, or the mapping of an operator. They may quote what was sent. */
    private static final Set<Blame> QUOTING = EnumSet.of(Blame.REGISTRY_REFUSED, Blame.MAPPING);

    private EndWords() {}

    /** What changes no more; null when there is nothing to say. */
    static @Nullable String of(UpsertResult result) {
        if (result instanceof UpsertResult.Rejected rejected) {
            return of(result.entry(), rejected.problems(), QUOTING.contains(rejected.blame()));
        } else if (result instanceof UpsertResult.Undelivered undelivered) {
            return of(result.entry(), undelivered.problems(), QUOTING.contains(undelivered.blame()));
        }
        return of(result.entry(), unresolved(result, problem -> !Unresolved.waits(problem)), true);
    }

    /** Of relationships that wait for a record, until they are made or given up; null when none does. */
    static @Nullable String ofWaiting(UpsertResult result) {
        return of(result.entry(), unresolved(result, Unresolved::waits), true);
    }

    private static List<Problem> unresolved(UpsertResult result, Predicate<Problem> which) {
        List<Problem> all = List.of();
        if (result instanceof UpsertResult.Persisted persisted) {
            all = persisted.unresolved();
        } else if (result instanceof UpsertResult.Accepted accepted) {
            all = accepted.unresolved();
        }
        return all.isEmpty() ? all : all.stream().filter(which).toList();
    }

    /** Both together; null when there is neither. */
    static @Nullable String joined(@Nullable String words, @Nullable String waiting) {
        if (words == null || waiting == null) {
            return words == null ? waiting : words;
        }
        return words + "; " + waiting;
    }

    private static @Nullable String of(UpsertEntry entry, List<Problem> problems, boolean quoting) {
        if (problems.isEmpty()) {
            return null;
        }
        String words = problems.stream()
                .map(problem -> problem.expression() + ": " + problem.reason())
                .collect(Collectors.joining("; "));
        return quoting ? MaskedWords.of(words, entry.original().stream(), entry.id()) : MaskedWords.own(words);
    }
}
