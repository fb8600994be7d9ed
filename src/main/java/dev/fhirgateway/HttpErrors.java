package dev.fhirgateway;

import dev.fhirgateway.report.Report;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * What the HTTP server says where no route answers: an {@code OperationOutcome} instead of Vert.x's HTML pages
 * ({@code fhir-side}: never an HTML page or an empty body on an error).
 */
final class HttpErrors {
    private final String basePath;

    private HttpErrors(String basePath) {
        this.basePath = basePath;
    }

    /** Adds itself behind every route, those of the operator that come later too. */
    static void install(Router router, String basePath) {
        HttpErrors errors = new HttpErrors(basePath);
        router.route().last().handler(errors::noRoute).failureHandler(errors::fault);
    }

    private void noRoute(RoutingContext context) {
        String path = context.normalizedPath();
        boolean base = path.equals(basePath) || path.equals(basePath + "/");
        if (base && !context.request().method().equals(HttpMethod.PUT)) {
            context.response().putHeader("Allow", "PUT");
            answer(context, 405, "not-supported", "PUT an array of FHIR resources to " + basePath);
        } else {
            answer(context, 404, "not-found", "there is nothing at this path; batches go to PUT " + basePath);
        }
    }

    private void fault(RoutingContext context) {
        if (context.response().headWritten()) {
            context.request().connection().close();
        } else {
            int status = context.statusCode() < 400 ? 500 : context.statusCode();
            answer(context, status, "exception", "the request could not be answered");
        }
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
