package dev.fhirgateway.access;

import java.util.regex.Pattern;

/**
 * A client and how its token is recognised.
 *
 * @param created when it was added, an ISO 8601 instant; empty when the file does not say
 */
record RegisteredClient(Client client, TokenHash token, String created) {
    static final String NAME_EXPECTED = "1 to 64 letters, digits, dots, - or _, beginning with a letter or digit; "
            + "\"" + Access.DEVELOPMENT + "\" is taken";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    static boolean isName(String text) {
        return NAME.matcher(text).matches() && !text.equals(Access.DEVELOPMENT);
    }
}
