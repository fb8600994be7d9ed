package dev.fhirgateway.settings;

import java.util.regex.Pattern;

/** Addresses that never leave the machine. Told from the text alone: a name server must not decide what is safe. */
final class Loopback {
    private static final Pattern HOST =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[?::1]?", Pattern.CASE_INSENSITIVE);

    private Loopback() {}

    static boolean is(String host) {
        return HOST.matcher(host).matches();
    }
}
