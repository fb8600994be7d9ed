package dev.fhirgateway.access;

import dev.fhirgateway.settings.Mode;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Decides who may write, and to which source, from the {@code Authorization} header alone
 * ({@code fhir-side, section 4}; {@code RFC 6750}).
 */
public final class Access {
    /** The name of callers on this machine that need no token in development mode. */
    static final String DEVELOPMENT = "development";

    /** The credentials grammar of RFC 6750, section 2.1; schemes ignore case (RFC 9110, section 11.1). */
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/-]+=*) *");

    private static final String CHALLENGE = "Bearer realm=\"fhir-registry-gateway\"";
    private static final Admission.Denied NO_TOKEN = new Admission.Denied(
            CHALLENGE, "A bearer token is required: send it in the header Authorization: Bearer <token>.");
    private static final Admission.Denied BAD_TOKEN = new Admission.Denied(
            CHALLENGE + ", error=\"invalid_token\"",
            "The Authorization header is not accepted: send Authorization: Bearer <token> with the token of a client "
                    + "of this gateway.");

    private final Mode mode;
    private final Client development;
    private final Supplier<Clients> clients;
    private final FailedAttempts failedAttempts;

    /**
     * Makes the door of one gateway.
     *
     * @param mode whether callers on this machine need a token
     * @param developmentSourceKey the source that callers without a token write to in development mode
     * @param clients everyone who has a token
     */
    public Access(Mode mode, String developmentSourceKey, ClientsFile clients) {
        this(
                mode,
                developmentSourceKey,
                clients::current,
                new FailedAttempts(System::nanoTime, LoggerFactory.getLogger(Access.class)));
    }

    Access(Mode mode, String developmentSourceKey, Supplier<Clients> clients, FailedAttempts failedAttempts) {
        this.mode = mode;
        this.development = new Client(DEVELOPMENT, developmentSourceKey);
        this.clients = clients;
        this.failedAttempts = failedAttempts;
    }

    /**
     * Admits a caller or denies it. A token that is presented is always checked, in development mode too, so that a
     * client which works there works in production.
     *
     * @param authorization the {@code Authorization} header, null when there is none
     * @param fromLoopback whether the connection comes from this machine
     */
    public Admission admit(@Nullable String authorization, boolean fromLoopback) {
        if (authorization == null && mode == Mode.DEVELOPMENT && fromLoopback) {
            return new Admission.Admitted(development);
        }
        Optional<Client> known = authorization == null ? Optional.empty() : find(authorization);
        if (known.isPresent()) {
            return new Admission.Admitted(known.get());
        }
        failedAttempts.count();
        return authorization == null ? NO_TOKEN : BAD_TOKEN;
    }

    private Optional<Client> find(String authorization) {
        Matcher bearer = BEARER.matcher(authorization);
        return bearer.matches() ? clients.get().find(bearer.group(1)) : Optional.empty();
    }
}
