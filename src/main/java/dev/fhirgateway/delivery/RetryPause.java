package dev.fhirgateway.delivery;

import dev.fhirgateway.settings.DeliverySettings;
import dev.fhirgateway.upsert.BulkWrite;
import dev.fhirgateway.upsert.Errand;
import dev.fhirgateway.upsert.RegistryCommand;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long to wait before the next try: what the registry asks for in {@code Retry-After} (seconds or a date,
 * {@code RFC 9110 section 10.2.3}), up to a limit; otherwise a random share of a ceiling that doubles with each try
 * (full jitter). Camel reads the pause from a header that has to be set when the fault occurs: set at the redelivery
 * itself, it would count for the try after it.
 */
public final class RetryPause implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(RetryPause.class);

    private final DeliverySettings delivery;
    private final Clock clock;
    private final LongUnaryOperator random;

    /**
     * @param delivery the ceilings
     * @param clock against which a date in {@code Retry-After} is held
     */
    public RetryPause(DeliverySettings delivery, Clock clock) {
        this(delivery, clock, bound -> ThreadLocalRandom.current().nextLong(bound));
    }

    RetryPause(DeliverySettings delivery, Clock clock, LongUnaryOperator random) {
        this.delivery = delivery;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Body: the command whose call failed, or how far its call had come. There is no next try when the time left is too
     * short, or a bulk request may have become a task that nobody knows. It is
     * remembered that a call may have stored the record, for a later try may end in a fault that tells less.
     */
    @Override
    public void process(Exchange exchange) {
        Errand errand = OnBehalf.errand(exchange.getMessage().getBody());
        int failures = exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 1, Integer.class);
        TryLater fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, TryLater.class);
        if (fault.maybeStored()) {
            exchange.setProperty(Delivery.ANSWER_LOST, true);
        }
        Duration pause = after(failures, fault.retryAfter());
        exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, pause.toMillis());
        boolean taskLost = fault.maybeStored() && errand instanceof BulkWrite;
        if (taskLost || clock.instant().plus(pause).isAfter(errand.deadline())) {
            exchange.getExchangeExtension().setRedeliveryExhausted(true);
        }
        if (LOG.isDebugEnabled()) {
            LOG.debug("{}: try {} failed, pause {} ms", name(errand), failures, pause.toMillis());
        }
    }

    private static String name(Errand errand) {
        return errand instanceof RegistryCommand command
                ? "entry " + command.entry().index() + " of batch "
                        + command.entry().origin().batchId()
                : errand.toString();
    }

    /**
     * @param failures how many tries have failed so far, from 1
     * @param retryAfter the value of the header, null when there was none
     */
    Duration after(int failures, @Nullable String retryAfter) {
        Duration asked = retryAfter == null ? null : parse(retryAfter.strip());
        if (asked != null) {
            return shorter(asked, delivery.retryAfterMax());
        }
        Duration doubled = delivery.backoffInitial().multipliedBy(1L << Math.min(failures - 1, 30));
        long ceiling = shorter(doubled, delivery.backoffMax()).toMillis();
        return Duration.ofMillis(random.applyAsLong(ceiling + 1));
    }

    private @Nullable Duration parse(String value) {
        if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return value.length() > 9 ? delivery.retryAfterMax() : Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration left = Duration.between(clock.instant(), date.toInstant());
            return left.isNegative() ? Duration.ZERO : left;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
