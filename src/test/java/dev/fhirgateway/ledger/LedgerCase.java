package dev.fhirgateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.settings.LedgerSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A ledger of its own for each test, at noon and empty, in every kind of store. After it nobody holds a record. */
@ParameterizedClass
@EnumSource(LedgerStore.class)
abstract class LedgerCase {
    static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @Parameter
    LedgerStore store;

    @TempDir
    Path folder;

    LedgerSettings settings;
    Ledger ledger;

    @BeforeEach
    final void open() {
        settings = store.fresh(folder);
        ledger = openAt(NOON);
    }

    @AfterEach
    final void close() {
        assertThat(ledger.records().isIdle()).isTrue();
        ledger.close();
    }

    /** Where it is told that something is written. */
    Executor completions() {
        return ForkJoinPool.commonPool();
    }

    final Ledger openAt(Instant now) {
        return Ledger.open(settings, Clock.fixed(now, ZoneOffset.UTC), completions());
    }

    final void restartAt(Instant now) {
        ledger.close();
        ledger = openAt(now);
    }
}
