package dev.fhirgateway;

import dev.fhirgateway.delivery.Captured;
import dev.fhirgateway.upsert.BulkWrite;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.Translated;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.ValidEntry;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;

/**
 * How far an entry has come: routes ask for it at every stage. Simple's {@code ${body} is 'some.Type'} would look the class
 * up by its name each time, under a lock of the class loader.
 *
 * @param type what the body may be
 */
record BodyIs(Class<?> type) implements Predicate {
    /** Under the names that routes refer to. */
    static Map<String, Predicate> all() {
        return Stream.of(
                        UpsertEntry.class,
                        ValidEntry.class,
                        Translated.class,
                        RegistryCommand.class,
                        BulkWrite.class,
                        Captured.class)
                .map(BodyIs::new)
                .collect(Collectors.toMap(BodyIs::name, Function.identity()));
    }

    private String name() {
        return "bodyIs" + type.getSimpleName();
    }

    @Override
    public boolean matches(Exchange exchange) {
        return type.isInstance(exchange.getMessage().getBody());
    }
}
