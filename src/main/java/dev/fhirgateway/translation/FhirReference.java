package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a FHIR Reference says about what it leads to ({@code FHIR R4 references.html}). */
sealed interface FhirReference {
    /** A resource by type and logical id, its version passed over. */
    record Literal(String type, String id) implements FhirReference {}

    /** A resource by a UUID or an OID alone ({@code urn:uuid:}, {@code urn:oid:}). */
    record Urn(String id) implements FhirReference {}

    /**
     * A resource by an identifier: a logical reference, or a conditional one as in transactions
     * ({@code FHIR R4 http.html#trules}).
     *
     * @param type the FHIR type; null when it is not told
     * @param system the system; null for any, empty for none
     * @param value the value
     */
    record ByIdentifier(@Nullable String type, @Nullable String system, String value) implements FhirReference {}

    /**
     * Nothing that could be followed.
     *
     * @param reason in words for the sender, and whether a resend helps; without a value of the reference
     */
    record Nowhere(String reason) implements FhirReference {
        private static Nowhere untilChanged(String reason) {
            return new Nowhere(reason + "; a resend helps once the entry is changed");
        }
    }

    Pattern RELATIVE = Pattern.compile("([A-Z][A-Za-z]{1,63})/([A-Za-z0-9.-]{1,64})(?:/_history/[A-Za-z0-9.-]{1,64})?");
    Pattern CONDITIONAL = Pattern.compile("([A-Z][A-Za-z]{1,63})\\?(.+)");
    Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://");
    Pattern URN = Pattern.compile("urn:(?:uuid|oid):([A-Za-z0-9.-]{1,64})");

    /**
     * Reads a Reference.
     *
     * @param bases the base URLs of servers whose resources are those of the source, each without a slash at its end
     */
    static FhirReference read(JsonNode reference, Set<String> bases) {
        String text = reference.path("reference").asText();
        if (text.isEmpty()) {
            return logical(reference);
        }
        if (text.startsWith("#")) {
            return new Nowhere(
                    "it leads to a contained resource, which is no record of its own; a resend does not help");
        }
        Matcher urn = URN.matcher(text);
        if (urn.matches()) {
            return new Urn(urn.group(1));
        }
        return ABSOLUTE.matcher(text).lookingAt() ? absolute(text, bases) : relative(text);
    }

    private static FhirReference absolute(String text, Set<String> bases) {
        return bases.stream()
                .filter(base -> text.startsWith(base + "/"))
                .findFirst()
                .map(base -> relative(text.substring(base.length() + 1)))
                .orElseGet(() -> new Nowhere(
                        "its server is none of gateway.fhir.known-bases; a resend helps once it is one of them"));
    }

    private static FhirReference relative(String text) {
        Matcher literal = RELATIVE.matcher(text);
        if (literal.matches()) {
            return new Literal(literal.group(1), literal.group(2));
        }
        Matcher conditional = CONDITIONAL.matcher(text);
        return conditional.matches()
                ? conditional(conditional.group(1), conditional.group(2))
                : Nowhere.untilChanged(
                        "it is neither {type}/{id}, nor a URL, a urn:uuid, a urn:oid or {type}?identifier=...");
    }

    private static FhirReference conditional(String type, String query) {
        if (!query.startsWith("identifier=") || query.contains("&")) {
            return Nowhere.untilChanged(
                    "of conditional references only {type}?identifier={system}|{value} is understood");
        }
        String token = decoded(query.substring("identifier=".length()));
        int bar = token.indexOf('|');
        String value = token.substring(bar + 1);
        return value.isEmpty()
                ? Nowhere.untilChanged("its identifier has no value")
                : new ByIdentifier(type, bar < 0 ? null : token.substring(0, bar), value);
    }

    private static FhirReference logical(JsonNode reference) {
        JsonNode identifier = reference.path("identifier");
        String value = identifier.path("value").asText();
        return value.isEmpty()
                ? Nowhere.untilChanged("it has neither a reference nor an identifier with a value")
                : new ByIdentifier(
                        reference.path("type").textValue(),
                        identifier.path("system").asText(),
                        value);
    }

    /** A plus sign is one: identifiers of EHRs hold it, and hardly any of them encodes a blank. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
