package dev.fhirgateway.report;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The message that a client reads: status, media type, body. */
final class FhirAnswer {
    private static final String FHIR_JSON = "application/fhir+json; charset=utf-8";

    private FhirAnswer() {}

    static void write(Message message, int status, Object body) {
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, FHIR_JSON);
        message.setBody(body);
    }
}
