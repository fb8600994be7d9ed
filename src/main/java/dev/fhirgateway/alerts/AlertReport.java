package dev.fhirgateway.alerts;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** How the alerts stand, as the message that an operator reads. */
public final class AlertReport {
    private final Alerts alerts;

    /** @param alerts that are told of */
    public AlertReport(Alerts alerts) {
        this.alerts = alerts;
    }

    /** Body: anything. */
    public void answer(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
        message.setHeader("Cache-Control", "no-store");
        message.setBody(AlertJson.all(alerts.states(), alerts.webhook().state()));
    }
}
