package dev.fhirgateway;

import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.eventnotifier.MicrometerRouteEventNotifier;
import org.apache.camel.spi.EventNotifier;
import org.apache.camel.support.EventHelper;

/**
 * Who counts routes is told of routes alone. Camel would make an event of every step that every entry takes, for this one
 * listener, which looks at none of them.
 */
final class RouteEventsOnly {
    private RouteEventsOnly() {}

    /** @param context has started; what counts routes is there then */
    static void in(CamelContext context) {
        for (EventNotifier notifier : context.getManagementStrategy().getEventNotifiers()) {
            if (notifier instanceof MicrometerRouteEventNotifier routes) {
                routes.setIgnoreExchangeEvents(true);
            }
        }
        context.getCamelContextExtension().setEventNotificationApplicable(EventHelper.eventsApplicable(context));
    }
}
