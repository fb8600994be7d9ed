package dev.fhirgateway.bench;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.AggregationStrategies;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.Main;
import org.apache.camel.model.dataformat.JsonLibrary;

/**
 * The relay that one would write in Camel in a day: platform-http, the array to maps by camel-jackson, a parallel split on
 * 64 threads, camel-http. It checks nothing, remembers nothing, and answers the array, entry by entry.
 */
public final class CamelJsonPar extends RouteBuilder {
    private static final int AT_ONCE = 64;
    private static final String RESOURCE = "resource";

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final URI registry;

    private CamelJsonPar(URI registry) {
        this.registry = registry;
    }

    /**
     * Runs until the process is ended, and prints its URL.
     *
     * @param args the URL of the registry
     */
    public static void main(String[] args) throws Exception {
        Main main = new Main();
        main.configure()
                .withJmxEnabled(false)
                .withStreamCachingEnabled(false)
                .addRoutesBuilder(new CamelJsonPar(URI.create(args[0])));
        main.configure()
                .httpServer()
                .withEnabled(true)
                .withHost("127.0.0.1")
                .withPort(0)
                .withPath("/");
        main.start();
        VertxPlatformHttpServer server = main.getCamelContext().hasService(VertxPlatformHttpServer.class);
        System.out.println("camel-json-par at http://127.0.0.1:" + server.getPort() + "/fhir");
        new CountDownLatch(1).await();
    }

    @Override
    public void configure() {
        errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(200));
        from("platform-http:/fhir?httpMethodRestrict=PUT")
                .unmarshal()
                .json(JsonLibrary.Jackson, List.class)
                .removeHeaders("*")
                .split(body(), AggregationStrategies.groupedBody())
                .parallelProcessing()
                .executorService(threads)
                .process(exchange -> toWrite(exchange.getMessage()))
                .marshal()
                .json(JsonLibrary.Jackson)
                .to(registry + "?httpMethod=PUT&throwExceptionOnFailure=false&connectionsPerRoute=" + AT_ONCE
                        + "&maxTotalConnections=" + AT_ONCE)
                .unmarshal()
                .json(JsonLibrary.Jackson, Map.class)
                .process(CamelJsonPar::toResult)
                .end()
                .marshal()
                .json(JsonLibrary.Jackson)
                .removeHeaders("*")
                .setHeader(Exchange.CONTENT_TYPE, constant("application/fhir+json"));
    }

    private static void toWrite(Message message) {
        Map<?, ?> resource = message.getBody(Map.class);
        String type = resource.get("resourceType").toString().toLowerCase(Locale.ROOT);
        String id = resource.get("id").toString();
        Map<Object, Object> data = new LinkedHashMap<>(resource);
        data.keySet().removeAll(List.of("resourceType", "id", "meta", "text"));
        Map<String, Object> identifier = Map.of("system", "source", "value", id, "use", "default." + type);
        message.getExchange().setProperty(RESOURCE, resource);
        message.setBody(Map.of("data", data, "meta", Map.of("identifier", List.of(identifier))));
        message.setHeader(Exchange.HTTP_PATH, "/sources/default/v1/resources/" + type + "/" + id);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader("X-Clinia-API-Key", "stub");
    }

    private static void toResult(Exchange exchange) {
        Message message = exchange.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        if (status >= 300) {
            Map<String, String> issue = Map.of("severity", "error", "code", "transient", "diagnostics", "" + status);
            message.setBody(Map.of("resourceType", "OperationOutcome", "issue", List.of(issue)));
            return;
        }
        Map<?, ?> stored = (Map<?, ?>) ((Map<?, ?>) message.getBody(Map.class).get("resource")).get("meta");
        Map<?, ?> sent = exchange.getProperty(RESOURCE, Map.class);
        Map<Object, Object> resource = new LinkedHashMap<>(sent);
        Map<Object, Object> meta = new LinkedHashMap<>();
        if (resource.get("meta") instanceof Map<?, ?> given) {
            meta.putAll(given);
        }
        meta.put("lastUpdated", stored.get("updatedAt"));
        meta.put("createdAt", stored.get("createdAt"));
        resource.put("meta", meta);
        message.setBody(resource);
    }
}
