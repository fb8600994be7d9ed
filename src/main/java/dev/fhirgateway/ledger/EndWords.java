package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why an entry ended as it did, in words that can be kept. */
final class EndWords {
    /** Then somebody else speaks: the registry, or the mapping of an operator. They may quote what was sent. */
    private static final Set<Blame> QUOTING = EnumSet.of(Blame.REGISTRY_REFUSED, Blame.MAPPING);

    private EndWords() {}

    /** Null when there is nothing to say. */
    static @Nullable String of(UpsertResult result) {
        if (result instanceof UpsertResult.Rejected rejected) {
            return of(result.entry(), rejected.problems(), QUOTING.contains(rejected.blame()));
        } else if (result instanceof UpsertResult.Undelivered undelivered) {
            return of(result.entry(), undelivered.problems(), QUOTING.contains(undelivered.blame()));
        } else if (result instanceof UpsertResult.Persisted persisted) {
            return of(result.entry(), persisted.unresolved(), true);
        }
        return result instanceof UpsertResult.Accepted accepted
                ? of(result.entry(), accepted.unresolved(), true)
                : null;
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
