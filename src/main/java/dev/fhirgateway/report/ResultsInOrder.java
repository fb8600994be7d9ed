package dev.fhirgateway.report;

import dev.fhirgateway.upsert.Delivered;
import dev.fhirgateway.upsert.EndedLane;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Related;
import dev.fhirgateway.upsert.ResolvedBatch;
import dev.fhirgateway.upsert.Translated;
import dev.fhirgateway.upsert.Unresolved;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertResult;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins what the splitters sent out, in whatever order it ends: the records of an entry, the entries of a lane, the lanes
 * of a batch, the relationships of its entries. At the end of a batch the body is its
 * {@link dev.fhirgateway.upsert.BatchReport}, which puts every result in its place and accounts for any that is missing;
 * before that it may be a {@link dev.fhirgateway.upsert.DeliveredBatch}, whose relationships come next. An exchange that
 * failed outside every safety net is logged by kind only, for an exception's text can hold data.
 *
 * <p>Of a part nothing but its results goes on: with the marks that Camel puts on an exchange whose retries are used
 * up, the batch would pass by every error handler of the route that sent it.
 */
public final class ResultsInOrder implements AggregationStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(ResultsInOrder.class);

    @Override
    @NullUnmarked
    public Exchange aggregate(Exchange joined, Exchange part) {
        List<EntryState> results = joined == null
                ? new ArrayList<>()
                : joined.getMessage().getBody(Collected.class).results();
        add(results, part);
        Exchange answer = joined == null ? new DefaultExchange(part.getContext()) : joined;
        answer.getMessage().setBody(new Collected(results));
        return answer;
    }

    /** Adds what a part came to; one that came to nothing is missing. */
    public static void add(List<EntryState> results, Exchange part) {
        Object body = part.getMessage().getBody();
        if (part.getException() != null) {
            LOG.error("an entry ended in an internal fault: {}", StackOf.kinds(part.getException()));
            part.setException(null);
        } else if (isEnd(body)) {
            results.add((EntryState) body);
        } else if (body instanceof EndedLane lane) {
            results.addAll(lane.states());
        } else {
            LOG.error(
                    "an entry ended as {}, which is no result",
                    body == null ? null : body.getClass().getName());
        }
    }

    private static boolean isEnd(@Nullable Object body) {
        return body instanceof UpsertResult
                || body instanceof Translated
                || body instanceof Delivered
                || body instanceof Related
                || body instanceof Unresolved;
    }

    @Override
    public void onCompletion(Exchange joined, Exchange input) {
        Object whole = input.getMessage().getBody();
        if (joined == null && whole instanceof ResolvedBatch batch) { // all that it asks for leads nowhere, or waits
            input.getMessage().setBody(JoinedRelationships.of(batch, List.of()));
        }
        if (joined == null || !(joined.getMessage().getBody() instanceof Collected collected)) {
            return;
        }
        joined.getMessage().setBody(of(whole, collected.results()));
    }

    /** What the parts of the whole came to, as one. */
    public static Object of(Object whole, List<EntryState> results) {
        if (whole instanceof Translated entry) {
            return JoinedResults.of(entry, results);
        } else if (whole instanceof UpsertBatch batch) {
            return JoinedResults.of(batch, results);
        } else if (whole instanceof ResolvedBatch batch) {
            return JoinedRelationships.of(batch, results);
        }
        return new EndedLane(results);
    }

    /** Results on their way, in the order in which they ended. */
    private record Collected(List<EntryState> results) {}
}
