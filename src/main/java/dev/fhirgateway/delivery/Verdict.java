package dev.fhirgateway.delivery;

import dev.fhirgateway.delivery.window.CallOutcome;
import dev.fhirgateway.upsert.BulkWrite;

/**
 * What kind of answer the registry gave: the one place where that is decided ({@code registry-side 14}, errors and
 * load). All that comes after looks at this and not at the status.
 */
enum Verdict {
    /** 2xx with a JSON object. */
    SUCCESS(CallOutcome.TAKEN),
    /** 2xx with anything else: it may be stored, but who says so is not the registry. */
    UNBELIEVABLE(CallOutcome.FAILED),
    /** Final for this record: a 4xx, 501 or 505. */
    REFUSED(CallOutcome.TAKEN),
    /** 401: it is the gateway that is refused, whatever it sends. */
    KEY_REFUSED(CallOutcome.KEY_REFUSED),
    /** 403: the gateway may not write to this source. */
    SOURCE_REFUSED(CallOutcome.SOURCE_REFUSED),
    /** 429: the registry works and wants less. */
    THROTTLED(CallOutcome.THROTTLED),
    /** 408, 425, 500, 502, 503, 504. */
    LATER(CallOutcome.FAILED),
    /** A redirect, or a page that was not found where the registry should be. It is never followed. */
    MISDIRECTED(CallOutcome.FAILED);

    private final CallOutcome outcome;

    Verdict(CallOutcome outcome) {
        this.outcome = outcome;
    }

    /** What it tells about the state of the registry. */
    CallOutcome outcome() {
        return outcome;
    }

    /** Judges by status and the first look at the body. */
    static Verdict of(RegistryResponse response) {
        int status = response.status();
        boolean json = startsAnObject(response.body());
        boolean mayNotBeEnabled = response.errand() instanceof BulkWrite;
        if (status >= 200 && status < 300) {
            return json ? SUCCESS : UNBELIEVABLE;
        }
        return switch (status) {
            case 401 -> KEY_REFUSED;
            case 403 -> mayNotBeEnabled ? REFUSED : SOURCE_REFUSED;
            case 429 -> THROTTLED;
            case 408, 425, 500, 502, 503, 504 -> LATER;
            case 404, 405 -> json || mayNotBeEnabled ? REFUSED : MISDIRECTED;
            default -> status < 400 ? MISDIRECTED : REFUSED;
        };
    }

    private static boolean startsAnObject(byte[] body) {
        for (byte b : body) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b == '{';
            }
        }
        return false;
    }
}
