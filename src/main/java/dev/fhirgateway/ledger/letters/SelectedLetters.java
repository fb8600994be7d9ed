package dev.fhirgateway.ledger.letters;

import dev.fhirgateway.ledger.Micros;
import dev.fhirgateway.upsert.LetterSelection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A selection of letters as a question to the database. Words of callers are bound, and never part of it. */
final class SelectedLetters {
    private final Map<String, Object> bound = new LinkedHashMap<>();
    private final StringBuilder where = new StringBuilder("source = :source");

    SelectedLetters(LetterSelection selection) {
        bound.put("source", selection.source());
        where.append(" AND state IN ").append(states(selection));
        and("type = :type", "type", selection.resourceType());
        and("id = :id", "id", selection.id());
        and("blame = :blame", "blame", selection.blame());
        and("died_at >= :since", "since", Micros.orNull(selection.since()));
        and("died_at < :until", "until", Micros.orNull(selection.until()));
        if (selection.batch() != null) {
            and("(batch = :batch OR batch >= :parts AND batch < :after)", "batch", selection.batch());
            bound.put("parts", selection.batch() + "."); // those of a job are named after it
            bound.put("after", selection.batch() + "/"); // the character after the dot
        }
    }

    private static String states(LetterSelection selection) {
        return LetterState.SHOWN.stream()
                .filter(state ->
                        selection.states().isEmpty() || selection.states().contains(state.code()))
                .map(state -> "'" + state.code() + "'")
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private void and(String condition, String name, @Nullable Object value) {
        if (value != null) {
            where.append(" AND ").append(condition);
            bound.put(name, value);
        }
    }

    /** Some of them, those first that failed last. */
    List<Letter> page(Handle handle, @Nullable Long before, int count) {
        return handle.createQuery("SELECT " + Letter.COLUMNS + " FROM letter WHERE " + where
                        + " AND number < :before ORDER BY number DESC LIMIT :count")
                .bindMap(bound)
                .bind("before", before == null ? Long.MAX_VALUE : before)
                .bind("count", count)
                .map((row, context) -> Letter.of(row))
                .list();
    }

    /** The next ones after a number, those first that failed first. */
    List<Letter> after(Handle handle, long number, int count) {
        return handle.createQuery("SELECT " + Letter.COLUMNS + " FROM letter WHERE " + where
                        + " AND number > :after_number ORDER BY number LIMIT :count")
                .bindMap(bound)
                .bind("after_number", number)
                .bind("count", count)
                .map((row, context) -> Letter.of(row))
                .list();
    }
}
