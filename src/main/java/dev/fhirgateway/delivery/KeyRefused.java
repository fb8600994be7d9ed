package dev.fhirgateway.delivery;

/** The registry does not take the API key of this gateway: another try is of no use, and the record is not to blame. */
public final class KeyRefused extends Exception {
    private static final long serialVersionUID = 1L;

    KeyRefused(int status) {
        super(
                "the registry refuses the API key of this gateway (" + status
                        + "); its operator has to mend that, and a resend after that is safe",
                null,
                false,
                false);
    }
}
