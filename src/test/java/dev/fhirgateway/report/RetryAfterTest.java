package dev.fhirgateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.settings.Duplicates;
import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.Entries;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private final UpsertEntry a = Entries.patient(0, "a");
    private final UpsertEntry b = Entries.patient(1, "b");

    @Test
    void theAnswerOfARegistryThatCannotBeReachedSaysWhenToComeBack() {
        Message answer = answer(Entries.undelivered(a), Entries.undelivered(b));

        assertThat(answer.getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("20");
    }

    @Test
    void soDoesTheAnswerOfABatchThatGotThroughInPart() {
        Message answer = answer(Entries.persisted(a), Entries.undelivered(b));

        assertThat(answer.getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(207);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("20");
    }

    @Test
    void anAnswerWhoseResultsAreAllFinalDoesNot() {
        Message answer = answer(Entries.persisted(a), Entries.rejected(b, Blame.REGISTRY_REFUSED));

        assertThat(answer.getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(207);
        assertThat(answer.getHeader("Retry-After")).isNull();
    }

    private Message answer(UpsertResult... results) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(BatchReport.of(Entries.batch(a, b), List.of(results)));
        new Report(Clock.systemUTC(), source -> Duration.ofSeconds(20), Duplicates.IN_ORDER, new Told(), "/fhir")
                .answer(exchange);
        return exchange.getMessage();
    }
}
