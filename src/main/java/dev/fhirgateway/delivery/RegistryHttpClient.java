package dev.fhirgateway.delivery;

import dev.fhirgateway.registry.RegistryHeaders;
import dev.fhirgateway.settings.RegistrySettings;
import java.util.List;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * Trims camel-http's client to what one JSON call needs: no retries of its own (the one retry is in
 * {@code routes/4-delivery.camel.yaml}), no redirects, cookies, compression or authentication caches. It also puts
 * the API key on the wire, so that the key never travels on a message that could be logged.
 */
public final class RegistryHttpClient implements HttpClientConfigurer {
    private final RegistrySettings registry;

    /**
     * @param registry whose API key is sent with every call
     */
    public RegistryHttpClient(RegistrySettings registry) {
        this.registry = registry;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .setUserAgent("fhir-registry-gateway")
                .setDefaultHeaders(List.of(new BasicHeader(RegistryHeaders.API_KEY, registry.apiKey(), true)));
    }
}
