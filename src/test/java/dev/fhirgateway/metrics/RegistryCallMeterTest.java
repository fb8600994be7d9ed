package dev.fhirgateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryCallMeterTest {
    private static final Duration TOOK = Duration.ofMillis(20);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RegistryCallMeter meter = new RegistryCallMeter(registry);

    @ParameterizedTest
    @CsvSource({"200, 2xx", "202, 2xx", "302, 3xx", "404, 4xx", "429, 429", "500, 5xx", "503, 5xx"})
    void anAnswerIsTimedByTheClassOfItsStatus(int status, String outcome) {
        meter.answered("put-resource", status, TOOK);

        assertThat(registry.get("gateway.registry.calls")
                        .tags("operation", "put-resource", "outcome", outcome)
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsTimedByItsKind(Throwable fault, String kind) {
        meter.failed("put-resource", fault, TOOK);

        assertThat(registry.get("gateway.registry.calls")
                        .tags("operation", "put-resource", "outcome", kind)
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(new SocketTimeoutException("Zzmarker"), "timeout"),
                Arguments.of(new TimeoutException("Zzmarker"), "timeout"),
                Arguments.of(new ConnectException("Zzmarker"), "unreachable"),
                Arguments.of(new UnknownHostException("Zzmarker"), "unreachable"),
                Arguments.of(new NoRouteToHostException("Zzmarker"), "unreachable"),
                Arguments.of(new SSLHandshakeException("Zzmarker"), "tls"),
                Arguments.of(new SocketException("Zzmarker"), "connection"),
                Arguments.of(new CompletionException(new ConnectException("Zzmarker")), "unreachable"),
                Arguments.of(new IOException(new TimeoutException("Zzmarker")), "timeout"),
                Arguments.of(new IllegalStateException("Zzmarker"), "other"));
    }

    @Test
    void triesAreCountedPerEntry() {
        meter.tries(1);
        meter.tries(5);

        assertThat(registry.get("gateway.registry.tries").summary().mean()).isEqualTo(3);
        assertThat(registry.get("gateway.registry.tries").summary().max()).isEqualTo(5);
    }

    @Test
    void operationsAreBounded() {
        for (int i = 0; i < 1000; i++) {
            meter.answered("put-" + i, 200, TOOK);
        }

        assertThat(registry.find("gateway.registry.calls").timers()).hasSize(21);
    }
}
