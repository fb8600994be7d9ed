package dev.fhirgateway.contract;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** How time passes between two calls. */
@FunctionalInterface
interface Waiting {
    /** Comes back when so much time has passed for the registry. */
    void pause(Duration time);

    /** As it does for everybody. */
    static Waiting really() {
        return time -> CompletableFuture.runAsync(
                        () -> {}, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS))
                .join();
    }
}
