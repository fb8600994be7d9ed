package dev.fhirgateway.upsert;

import java.util.Map;

/**
 * The whole request is refused, so that no entry has a result of its own: as a rule before anything was sent to the
 * registry; otherwise the message says so.
 * The message goes to the client as it is, so it never holds patient data.
 */
public final class RequestRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String issueCode;
    private final transient Map<String, String> headers;

    /**
     * @param status the HTTP status of the answer, 4xx or 503
     * @param issueCode the FHIR issue type ({@code FHIR R4 valueset-issue-type.html})
     * @param message plain words for the client: what is wrong, where (byte position), what to do
     */
    public RequestRefused(int status, String issueCode, String message) {
        this(status, issueCode, message, Map.of());
    }

    /**
     * @param headers HTTP headers that this refusal needs, e.g. {@code WWW-Authenticate}
     */
    public RequestRefused(int status, String issueCode, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.issueCode = issueCode;
        this.headers = Map.copyOf(headers);
    }

    /** The HTTP status of the answer, 4xx or 503. */
    public int status() {
        return status;
    }

    /** The FHIR issue type code. */
    public String issueCode() {
        return issueCode;
    }

    /** HTTP headers that go with the answer. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The words for the client; never null. */
    public String diagnostics() {
        return String.valueOf(getMessage());
    }
}
