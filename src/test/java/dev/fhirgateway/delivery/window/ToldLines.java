package dev.fhirgateway.delivery.window;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What the window tells the log while this is open, as {@code LEVEL message}. */
final class ToldLines implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger(RegistryWindow.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    ToldLines() {
        lines.start();
        logger.addAppender(lines);
    }

    List<String> all() {
        return lines.list.stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(lines);
    }
}
