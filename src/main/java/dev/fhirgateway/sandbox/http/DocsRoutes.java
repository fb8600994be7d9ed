package dev.fhirgateway.sandbox.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The paths of the OpenAPI document and of the page that shows it. They ask for no API key, so that a browser can open
 * them; no trouble hits them, and they are not in the log.
 */
final class DocsRoutes {
    /** The document. */
    static final String DOCUMENT = "/openapi.json";
    /** The page, and what all its files are below. */
    static final String PAGE = "/docs/";
    /** Where people begin; both lead to the page. */
    private static final List<String> BEGINNINGS = List.of("/", "/docs");

    /**
     * Nothing comes from elsewhere, and nothing goes there. The viewer sets styles from its script and has its icons in
     * its style sheet, as data.
     */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private record File(String mediaType, Supplier<byte[]> content) {}

    private static final Map<String, File> FILES = Map.of(
            "", new File("text/html; charset=utf-8", () -> ApiDocument.ofPage("index.html")),
            "page.js", new File("text/javascript; charset=utf-8", () -> ApiDocument.ofPage("page.js")),
            "swagger-ui.js",
                    new File("text/javascript; charset=utf-8", () -> ApiDocument.ofViewer("swagger-ui-bundle.js")),
            "swagger-ui.css", new File("text/css; charset=utf-8", () -> ApiDocument.ofViewer("swagger-ui.css")),
            "favicon.png", new File("image/png", () -> ApiDocument.ofViewer("favicon-32x32.png")));

    private DocsRoutes() {}

    static void mount(Router router) {
        serve(router, DOCUMENT, new File("application/json", ApiDocument::json));
        FILES.forEach((name, file) -> serve(router, PAGE + name, file));
        BEGINNINGS.forEach(path -> {
            router.get(path).handler(ctx -> ctx.redirect(PAGE));
            router.route(path).handler(SandboxRoutes.onlyMethods("GET"));
        });
    }

    private static void serve(Router router, String path, File file) {
        router.get(path).blockingHandler(ctx -> ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, file.mediaType())
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .end(Buffer.buffer(file.content().get())));
        router.route(path).handler(SandboxRoutes.onlyMethods("GET"));
    }
}
