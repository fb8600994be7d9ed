package dev.fhirgateway;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * All that is said in the logs and on standard error while it is open: of the gateway down to {@code DEBUG}, of the
 * libraries what they say by default.
 */
final class CapturedLog implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger gateway = (Logger) LoggerFactory.getLogger("dev.fhirgateway");
    private final @Nullable Level levelBefore = gateway.getLevel();
    private final PrintStream errBefore = System.err;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Lines lines = new Lines();

    private CapturedLog() {}

    static CapturedLog start() {
        CapturedLog log = new CapturedLog();
        log.lines.setContext(log.root.getLoggerContext());
        log.lines.start();
        log.root.addAppender(log.lines);
        log.gateway.setLevel(Level.DEBUG);
        System.setErr(new PrintStream(log.err, true, StandardCharsets.UTF_8));
        return log;
    }

    /** Every event, with its whole stack trace where it has one, and everything on standard error. */
    String text() {
        return String.join("\n", lines.told) + "\n" + err.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setErr(errBefore);
        gateway.setLevel(levelBefore);
        root.detachAppender(lines);
        lines.stop();
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final Queue<String> told = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            String fault = event.getThrowableProxy() == null
                    ? ""
                    : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
            told.add(event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage() + " "
                    + event.getMDCPropertyMap() + fault);
        }
    }
}
