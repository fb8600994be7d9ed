package dev.fhirgateway.access;

import java.util.Objects;

/** The answer of the door: {@link Admitted} goes on to the intake, {@link Denied} is answered 401. */
public sealed interface Admission {
    /** The caller is known. */
    record Admitted(Client client) implements Admission {
        public Admitted {
            Objects.requireNonNull(client);
        }
    }

    /**
     * The caller is not known.
     *
     * @param wwwAuthenticate the {@code WWW-Authenticate} header of the answer ({@code RFC 6750, section 3})
     * @param diagnostics words for the caller, the same whatever was wrong with what it presented
     */
    record Denied(String wwwAuthenticate, String diagnostics) implements Admission {
        public Denied {
            Objects.requireNonNull(wwwAuthenticate);
            Objects.requireNonNull(diagnostics);
        }
    }
}
