package dev.fhirgateway.intake;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import dev.fhirgateway.settings.SourceKey;
import dev.fhirgateway.upsert.BodyMemory;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertRequest.Framing;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import dev.fhirgateway.upsert.Wishes;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.TypeConversionException;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.jspecify.annotations.Nullable;

/**
 * What a route may send to {@code direct:upsert-batch}: a request that came through the front door; the bytes of a JSON
 * array in any form that Camel turns into a stream (a file, a string, bytes); or a FHIR bundle as camel-fhir reads it,
 * whose entries become the array. A feed writes to the default source, or to the one that its route names in the
 * variable {@code source-key}: a variable, because no data that passes through can set one. Each route that feeds is a
 * client of its own, so that a backfill does not hold up the others.
 */
public final class IntakeFeed {
    /** No client that has a token is named so: its name has no colon. */
    private static final String FEED = "feed:";

    private static final String SOURCE_KEY = "source-key";

    /** {@code FHIR R4 bundle.html}: their entries may be deletions, and a history begins with the newest version. */
    private static final Set<BundleType> NOT_JUST_RESOURCES = EnumSet.of(
            BundleType.BATCH,
            BundleType.BATCHRESPONSE,
            BundleType.HISTORY,
            BundleType.TRANSACTION,
            BundleType.TRANSACTIONRESPONSE);

    private final String defaultSource;

    /**
     * @param defaultSource the source of feeds that name none
     */
    public IntakeFeed(String defaultSource) {
        this.defaultSource = defaultSource;
    }

    /**
     * The body as a request. Of a bundle, search outcomes and entries without a resource are left out; matches and what
     * was included with them stay, in their order.
     *
     * @throws RequestRefused 400 when the body is none of the forms above, the bundle not of R4 or not just a list of
     *     resources, or the source no key of one
     */
    public UpsertRequest request(Exchange exchange) {
        Message message = exchange.getMessage();
        if (message.getBody() instanceof UpsertRequest admitted) {
            return admitted;
        }
        InputStream body = message.getBody() instanceof IBaseBundle bundle ? resources(bundle) : bytes(message);
        return new UpsertRequest(
                FEED + Objects.toString(exchange.getFromRouteId(), ""),
                source(exchange),
                null,
                body,
                BodyMemory.UNBOUNDED,
                Framing.JSON_ARRAY,
                false,
                Preference.REPRESENTATION,
                Wishes.UNATTENDED);
    }

    private String source(Exchange exchange) {
        String source = exchange.getVariable(SOURCE_KEY, defaultSource, String.class);
        if (!SourceKey.isValid(source)) {
            throw new RequestRefused(
                    400, "value", "a feed set the variable source-key: expected " + SourceKey.expected());
        }
        return source;
    }

    private static InputStream bytes(Message message) {
        InputStream bytes = stream(message);
        if (bytes == null) {
            Object body = message.getBody();
            throw new RequestRefused(
                    400,
                    "required",
                    "a feed sent "
                            + (body == null ? "no body" : "a " + body.getClass().getName())
                            + "; expected are the bytes of a JSON array of resources, or a FHIR R4 bundle");
        }
        return bytes;
    }

    private static @Nullable InputStream stream(Message message) {
        try {
            return message.getBody(InputStream.class);
        } catch (TypeConversionException e) {
            throw new RequestRefused(
                    400, "incomplete", "what a feed sent cannot be opened; a file may have been taken away meanwhile");
        }
    }

    private static InputStream resources(IBaseBundle bundle) {
        if (!(bundle instanceof Bundle page)) {
            throw new RequestRefused(400, "not-supported", "a feed sent a bundle that is not FHIR R4");
        }
        if (NOT_JUST_RESOURCES.contains(page.getType())) {
            throw new RequestRefused(
                    400,
                    "not-supported",
                    "a feed sent a bundle of type " + page.getType().toCode()
                            + "; expected is a list of resources, such as a searchset or a collection");
        }
        IParser json = FhirContext.forR4Cached().newJsonParser().setStripVersionsFromReferences(false);
        StringJoiner array = new StringJoiner(",", "[", "]");
        page.getEntry().stream()
                .filter(entry -> entry.getResource() != null && !isOutcome(entry))
                .forEach(entry -> array.add(json.encodeResourceToString(entry.getResource())));
        return new ByteArrayInputStream(array.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What the server says about the search itself, {@code FHIR R4 search.html#bundle}. */
    private static boolean isOutcome(BundleEntryComponent entry) {
        return entry.hasSearch() && entry.getSearch().getMode() == SearchEntryMode.OUTCOME;
    }
}
