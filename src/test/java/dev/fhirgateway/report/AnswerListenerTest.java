package dev.fhirgateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.settings.Duplicates;
import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.DryRun;
import dev.fhirgateway.upsert.Entries;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertEntry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** Whoever counts answers is told of each of them. */
class AnswerListenerTest {
    private final Told told = new Told();
    private final Report report =
            new Report(Clock.systemUTC(), source -> Duration.ofSeconds(20), Duplicates.IN_ORDER, told, "/fhir");

    @Test
    void aBatchIsToldWithTheStatusOfItsAnswer() {
        UpsertEntry entry = Entries.patient(0, "a");
        report.answer(
                exchange(BatchReport.of(Entries.batch(entry), List.of(Entries.rejected(entry, Blame.SOURCE_DATA)))));
        report.answer(exchange(Entries.batch()));

        assertThat(told.answers).containsExactly("answered 422", "answered 200");
    }

    @Test
    void aDryRunIsTold() {
        report.plan(exchange(new DryRun(Entries.batch(), List.of(), List.of())));

        assertThat(told.answers).containsExactly("planned");
    }

    @Test
    void aRefusalIsToldWhateverItsReason() {
        report.refuse(failed(new RequestRefused(429, "throttled", "full")));
        report.refuse(failed(new IllegalStateException("Zzmarker")));

        assertThat(told.answers).containsExactly("refused 429", "refused 500");
    }

    private static Exchange failed(Throwable fault) {
        Exchange exchange = exchange(null);
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, fault);
        return exchange;
    }

    private static Exchange exchange(Object body) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(body);
        return exchange;
    }
}
