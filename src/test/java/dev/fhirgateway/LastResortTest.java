package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LastResortTest {
    private final List<Integer> codes = new ArrayList<>();
    private final LastResort lastResort = new LastResort(codes::add);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger().detachAppender(log);
    }

    @Test
    void withoutMemoryTheProcessEndsAndNothingElseHappens() {
        // When
        lastResort.uncaughtException(Thread.currentThread(), new OutOfMemoryError("Java heap space"));

        // Then
        assertThat(codes).containsExactly(LastResort.OUT_OF_MEMORY);
        assertThat(log.list).isEmpty();
    }

    @Test
    void ofAnyOtherFaultTheKindAndThePlaceAreLoggedAndNotWhatItSays() {
        // When
        lastResort.uncaughtException(Thread.currentThread(), new IllegalStateException("Zzmarker"));

        // Then
        assertThat(codes).isEmpty();
        assertThat(log.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .contains("java.lang.IllegalStateException", "LastResortTest")
                        .doesNotContain("Zzmarker"))
                .satisfies(event -> assertThat(event.getThrowableProxy()).isNull());
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(LastResort.class);
    }
}
