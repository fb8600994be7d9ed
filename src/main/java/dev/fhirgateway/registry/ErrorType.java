package dev.fhirgateway.registry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of error that the registry names ({@code registry-side 10}), each with the HTTP status it goes with. Two
 * more stand for answers of what is in front of the registry (proxies, load balancers), which it never gives itself.
 */
public enum ErrorType {
    INVALID_ARGUMENT(400),
    OUT_OF_RANGE(400),
    FAILED_PRECONDITION(400),
    UNAUTHENTICATED(401),
    PERMISSION_DENIED(403),
    NOT_FOUND(404),
    REQUEST_TIMEOUT(408),
    ALREADY_EXISTS(409),
    CONTENT_TOO_LARGE(413),
    INTERNAL(500),
    UNIMPLEMENTED(501),
    /** Too many requests; from in front of the registry. */
    RESOURCE_EXHAUSTED(429),
    /** Nobody there to answer now; from in front of the registry. */
    UNAVAILABLE(503);

    private final int httpStatus;

    ErrorType(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    /** The HTTP status that goes with this type. */
    public int httpStatus() {
        return httpStatus;
    }

    /** The type that an HTTP status speaks of, whatever the status; the general ones of its class where none fits. */
    public static ErrorType ofHttpStatus(int status) {
        return switch (status) {
            case 405 -> UNIMPLEMENTED;
            case 425, 502, 504 -> UNAVAILABLE;
            default ->
                Arrays.stream(values())
                        .filter(type -> type.httpStatus == status)
                        .findFirst()
                        .orElse(status >= 400 && status < 500 ? INVALID_ARGUMENT : INTERNAL);
        };
    }

    static Optional<ErrorType> ofName(String name) {
        String wanted = name.trim().toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(type -> type.name().equals(wanted))
                .findFirst();
    }
}
