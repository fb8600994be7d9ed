package dev.fhirgateway.report;

import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertResult;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.NullUnmarked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins what the splitters sent out: the results of a lane, then the lanes of a batch, in whatever order they end.
 * At the end of a batch the body is its {@link BatchReport}, which puts every result in its place and accounts for
 * any that is missing. An exchange that failed outside every safety net is logged by kind only, for an exception's
 * text can hold data.
 *
 * <p>Of a part nothing but its results goes on: with the marks that Camel puts on an exchange whose retries are used
 * up, the batch would pass by every error handler of the route that sent it.
 */
public final class ResultsInOrder implements AggregationStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(ResultsInOrder.class);

    @Override
    @NullUnmarked
    public Exchange aggregate(Exchange joined, Exchange part) {
        List<UpsertResult> results = joined == null
                ? new ArrayList<>()
                : joined.getMessage().getBody(Collected.class).results();
        Object body = part.getMessage().getBody();
        if (part.getException() != null) {
            LOG.error("an entry ended in an internal fault: {}", StackOf.kinds(part.getException()));
            part.setException(null);
        } else if (body instanceof UpsertResult result) {
            results.add(result);
        } else if (body instanceof Collected collected) {
            results.addAll(collected.results());
        } else {
            LOG.error(
                    "an entry ended as {}, which is no result",
                    body == null ? null : body.getClass().getName());
        }
        Exchange answer = joined == null ? new DefaultExchange(part.getContext()) : joined;
        answer.getMessage().setBody(new Collected(results));
        return answer;
    }

    @Override
    public void onCompletion(Exchange joined, Exchange input) {
        if (joined != null
                && input.getMessage().getBody() instanceof UpsertBatch batch
                && joined.getMessage().getBody() instanceof Collected collected) {
            joined.getMessage().setBody(BatchReport.of(batch, collected.results()));
        }
    }

    /** Results on their way, in the order in which they ended. */
    private record Collected(List<UpsertResult> results) {}
}
