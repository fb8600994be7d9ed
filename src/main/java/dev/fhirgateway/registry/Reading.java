package dev.fhirgateway.registry;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of reading a document that people write: the value, or all that keeps it from being one, so that one look
 * is enough to mend it.
 *
 * @param <T> what the document stands for
 */
public sealed interface Reading<T> {
    /** The value, if it could be read. */
    Optional<T> found();

    /** All that is wrong, in the order of the document; empty when the value was read. */
    List<Problem> problems();

    /** The document is sound. */
    record Sound<T>(T value) implements Reading<T> {
        public Sound {
            Objects.requireNonNull(value);
        }

        @Override
        public Optional<T> found() {
            return Optional.of(value);
        }

        @Override
        public List<Problem> problems() {
            return List.of();
        }
    }

    /** The document is not: at least one problem. */
    record Faulty<T>(List<Problem> problems) implements Reading<T> {
        public Faulty {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("faulty without a problem");
            }
        }

        @Override
        public Optional<T> found() {
            return Optional.empty();
        }
    }
}
