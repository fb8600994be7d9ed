package dev.fhirgateway.intake;

import dev.fhirgateway.upsert.Problem;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with one entry, in the order it was seen; a broken entry of a megabyte does not make an answer of ten. */
final class ProblemList {
    private static final int MOST = 100;

    private final List<Problem> problems = new ArrayList<>(0);

    void add(String issueCode, ElementPath path, String reason) {
        if (problems.size() < MOST) {
            problems.add(new Problem(issueCode, path.toString(), reason));
        } else if (problems.size() == MOST) {
            problems.add(new Problem("informational", path.toString(), "and more, from here on, that are not listed"));
        }
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    List<Problem> toList() {
        return List.copyOf(problems);
    }
}
