package dev.fhirgateway.access;

import dev.fhirgateway.upsert.RequestRefused;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/** Who calls. */
final class Callers {
    private final Access access;

    Callers(Access access) {
        this.access = access;
    }

    /**
     * The client that made a request.
     *
     * @throws RequestRefused 401 without a good token
     */
    Client of(HttpServerRequest http) {
        boolean loopback = http.remoteAddress().hostAddress() != null
                && LoopbackAddress.isLoopback(http.remoteAddress().hostAddress());
        Admission admission = access.admit(http.getHeader("Authorization"), loopback);
        if (admission instanceof Admission.Denied denied) {
            throw new RequestRefused(
                    401, "login", denied.diagnostics(), Map.of("WWW-Authenticate", denied.wwwAuthenticate()));
        }
        return ((Admission.Admitted) admission).client();
    }
}
