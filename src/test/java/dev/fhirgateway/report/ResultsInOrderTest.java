package dev.fhirgateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.Entries;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class ResultsInOrderTest {
    private final CamelContext camel = new DefaultCamelContext();
    private final ResultsInOrder results = new ResultsInOrder();
    private final UpsertEntry a = Entries.patient(0, "a");
    private final UpsertEntry b = Entries.patient(1, "b");

    @Test
    void resultsThatEndInAnyOrderAreReportedInTheOrderOfTheBatch() {
        UpsertBatch batch = Entries.batch(a, b);
        Exchange joined = results.aggregate(null, exchange(Entries.persisted(b)));
        joined = results.aggregate(joined, exchange(Entries.rejected(a, Blame.MAPPING)));

        results.onCompletion(joined, exchange(batch));

        assertThat(joined.getMessage().getBody(BatchReport.class).results())
                .extracting(UpsertResult::entry)
                .isEqualTo(List.of(a, b));
    }

    @Test
    void whatAFaultLeftOnAPartDoesNotGoOn() {
        Exchange part = exchange(Entries.undelivered(a));
        part.setProperty("zz-mark", true);
        part.getExchangeExtension().setFailureHandled(true);
        part.getExchangeExtension().setErrorHandlerHandled(false);
        part.getExchangeExtension().setRedeliveryExhausted(true);

        Exchange joined = results.aggregate(null, part);

        assertThat(joined.getProperty("zz-mark")).isNull();
        assertThat(joined.getExchangeExtension().isFailureHandled()).isFalse();
        assertThat(joined.getExchangeExtension().isErrorHandlerHandledSet()).isFalse();
        assertThat(joined.getExchangeExtension().isRedeliveryExhausted()).isFalse();
    }

    private Exchange exchange(Object body) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(body);
        return exchange;
    }
}
