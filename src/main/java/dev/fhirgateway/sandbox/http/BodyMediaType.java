package dev.fhirgateway.sandbox.http;

import dev.fhirgateway.sandbox.api.Answer;
import dev.fhirgateway.sandbox.record.Problems;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a call says its body is. The registry takes JSON ({@code source 000}): a write that calls its body something else
 * is refused, and one that calls it nothing is believed.
 */
final class BodyMediaType {
    private static final String KEY = BodyMediaType.class.getName();
    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.PATCH, HttpMethod.POST, HttpMethod.PUT);
    /** JSON and what is built on it, with any parameters, but no character set other than UTF-8. */
    private static final Pattern JSON = Pattern.compile(
            "application/(?:[^\\s/;]+\\+)?json\\s*(?:;\\s*+(?:charset=\"?utf-8\"?|(?!charset=)[^;]*)\\s*)*",
            Pattern.CASE_INSENSITIVE);

    private BodyMediaType() {}

    /** Takes the header away before the body is read: curl calls any body a form, and Vert.x would take that apart. */
    static void putAside(RoutingContext ctx) {
        ctx.put(KEY, ctx.request().getHeader(HttpHeaders.CONTENT_TYPE));
        ctx.request().headers().remove(HttpHeaders.CONTENT_TYPE);
        ctx.next();
    }

    /** Lets a call go on unless it is a write of something else than JSON. */
    static void requireJson(RoutingContext ctx) {
        String given = ctx.get(KEY);
        if (given == null
                || !WITH_BODY.contains(ctx.request().method())
                || JSON.matcher(given).matches()) {
            ctx.next();
        } else {
            Problems problems = new Problems();
            problems.add("Content-Type", "is not application/json in UTF-8");
            FaultGate.answer(ctx, Answer.error(problems.error()));
        }
    }
}
