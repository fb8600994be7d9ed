package dev.fhirgateway.intake;

import ca.uhn.fhir.context.FhirContext;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertRequest.Framing;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.r4.model.Bundle;

/**
 * What a route may send to {@code direct:upsert-batch}: a request that came through the front door; the bytes of a JSON
 * array in any form that Camel turns into a stream (a file, a string, bytes); or a FHIR bundle as camel-fhir reads it,
 * whose entries become the array. A feed writes to the default source, or to the one that its route names in the
 * variable {@code source-key}: a variable, because no data that passes through can set one.
 */
public final class IntakeFeed {
    private static final String SOURCE_KEY = "source-key";

    private final String defaultSource;

    /**
     * @param defaultSource the source of feeds that name none
     */
    public IntakeFeed(String defaultSource) {
        this.defaultSource = defaultSource;
    }

    /**
     * The body as a request.
     *
     * @throws RequestRefused 400 when the body is none of the forms above
     */
    public UpsertRequest request(Exchange exchange) {
        Message message = exchange.getMessage();
        if (message.getBody() instanceof UpsertRequest admitted) {
            return admitted;
        }
        InputStream body = message.getBody() instanceof IBaseBundle bundle
                ? resources(bundle)
                : message.getBody(InputStream.class);
        if (body == null) {
            throw new RequestRefused(400, "required", "a feed sent no body: a JSON array of resources is expected");
        }
        String source = exchange.getVariable(SOURCE_KEY, defaultSource, String.class);
        return new UpsertRequest(source, body, Framing.JSON_ARRAY, false, Preference.REPRESENTATION);
    }

    private static InputStream resources(IBaseBundle bundle) {
        if (!(bundle instanceof Bundle page)) {
            throw new RequestRefused(400, "not-supported", "a feed sent a bundle that is not FHIR R4");
        }
        StringJoiner array = new StringJoiner(",", "[", "]");
        for (Bundle.BundleEntryComponent entry : page.getEntry()) {
            if (entry.hasResource()) {
                array.add(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(entry.getResource()));
            }
        }
        return new ByteArrayInputStream(array.toString().getBytes(StandardCharsets.UTF_8));
    }
}
