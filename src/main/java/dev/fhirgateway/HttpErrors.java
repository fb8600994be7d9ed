package dev.fhirgateway;

import dev.fhirgateway.report.Report;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * What the HTTP server says where no route answers: an {@code OperationOutcome} instead of Vert.x's HTML pages
 * ({@code fhir-side}: never an HTML page or an empty body on an error).
 */
final class HttpErrors {
    private static final int BEFORE_ALL = -1;

    private final String basePath;
    private volatile boolean stopping;

    private HttpErrors(String basePath) {
        this.basePath = basePath;
    }

    /** Puts itself before and behind every route, those of the operator that come later too. */
    static HttpErrors install(VertxPlatformHttpRouter router, String basePath) {
        HttpErrors errors = new HttpErrors(basePath);
        router.route().order(BEFORE_ALL).handler(errors::whileStopping);
        router.route().last().handler(errors::noRoute).failureHandler(errors::fault);
        // Camel's router is mounted in another one, which fails by itself on a path that cannot be decoded.
        ((Router) router.getServer().getServer().requestHandler()).errorHandler(400, HttpErrors::malformed);
        return errors;
    }

    /** From now on batches are refused; those that are in are finished. */
    void stopping() {
        stopping = true;
    }

    private void whileStopping(RoutingContext context) {
        if (stopping && isBase(context)) {
            context.response().putHeader("Retry-After", "10");
            answer(context, 503, "transient", "the gateway is stopping and has taken nothing of this; send it again");
        } else {
            context.next();
        }
    }

    private boolean isBase(RoutingContext context) {
        String path = context.normalizedPath();
        return path.equals(basePath) || path.equals(basePath + "/");
    }

    private void noRoute(RoutingContext context) {
        if (isBase(context) && !context.request().method().equals(HttpMethod.PUT)) {
            context.response().putHeader("Allow", "PUT");
            answer(context, 405, "not-supported", "PUT an array of FHIR resources to " + basePath);
        } else {
            nothingHere(context);
        }
    }

    private void nothingHere(RoutingContext context) {
        answer(context, 404, "not-found", "there is nothing at this path; batches go to PUT " + basePath);
    }

    private void fault(RoutingContext context) {
        if (context.response().headWritten()) {
            context.request().connection().close();
        } else if (context.statusCode() == 404) {
            nothingHere(context);
        } else if (context.statusCode() == 400) {
            malformed(context);
        } else {
            int status = context.statusCode() < 400 ? 500 : context.statusCode();
            answer(context, status, "exception", "the request could not be answered");
        }
    }

    private static void malformed(RoutingContext context) {
        answer(context, 400, "structure", "the path, the query or the Host header of this request is not valid");
    }

    private static void answer(RoutingContext context, int status, String issueCode, String diagnostics) {
        context.request().resume();
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/fhir+json; charset=utf-8")
                .end(Buffer.buffer(Report.outcome(issueCode, diagnostics)))
                .onFailure(gone -> context.request().connection().close());
    }
}
