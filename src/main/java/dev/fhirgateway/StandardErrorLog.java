package dev.fhirgateway;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.File;
import java.util.regex.Pattern;

/**
 * The log as it is without an operator's say: on standard error, one line an event. Logback finds it as a service. An
 * operator replaces it by a file: {@code java -Dlogback.configurationFile=config/logback.xml -jar ...}. It is no such file
 * itself, for reading that takes a start longer than all else that it does before the settings.
 */
public final class StandardErrorLog extends ContextAwareBase implements Configurator {
    private static final String LINE = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} - %msg%n%ex{short}";
    private static final Pattern URL = Pattern.compile("\\w{2,}:.*");

    /** Also in the place of a file that is not there: Logback's own way out tells all that libraries have to say. */
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (isOfOperator(System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY, ""))) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(standardError(context));
        context.getLogger("dev.fhirgateway").setLevel(Level.INFO);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static boolean isOfOperator(String place) {
        return new File(place).isFile() || URL.matcher(place).matches();
    }

    private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(LINE);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
