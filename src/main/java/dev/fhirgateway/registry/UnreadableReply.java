package dev.fhirgateway.registry;

import java.io.IOException;

/**
 * The registry reported success in words that make no sense, so whether the write was done is not known. The message
 * tells what was missing and never quotes the body.
 */
public final class UnreadableReply extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableReply(int httpStatus, String reason) {
        super("the registry answered " + httpStatus + " with a body that " + reason);
    }
}
