package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.slf4j.LoggerFactory;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class StandardErrorLogTest {
    private final LoggerContext context = new LoggerContext();

    @TempDir
    private Path config;

    @AfterEach
    void stop() {
        System.clearProperty(ClassicConstants.CONFIG_FILE_PROPERTY);
        context.stop();
    }

    @Test
    void withoutAFileItLogsWhatTheGatewayTellsAndWhatLibrariesWarnOf() {
        assertThat(configured()).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);

        assertThat(context.getLogger("dev.fhirgateway.Gateway").getEffectiveLevel())
                .isEqualTo(Level.INFO);
        assertThat(context.getLogger("org.apache.camel").getEffectiveLevel()).isEqualTo(Level.WARN);
        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders())
                .toIterable()
                .singleElement()
                .isInstanceOfSatisfying(ConsoleAppender.class, appender -> assertThat(appender.getTarget())
                        .isEqualTo("System.err"));
    }

    @Test
    void aFileOfTheOperatorIsLeftToLogback() throws Exception {
        System.setProperty(
                ClassicConstants.CONFIG_FILE_PROPERTY,
                Files.createFile(config.resolve("logback.xml")).toString());

        assertThat(configured()).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders())
                .toIterable()
                .isEmpty();
    }

    @Test
    void soIsOneAtAUrl() {
        System.setProperty(
                ClassicConstants.CONFIG_FILE_PROPERTY,
                config.resolve("logback.xml").toUri().toString());

        assertThat(configured()).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
    }

    @Test
    void aFileThatIsNotThereChangesNothing() {
        System.setProperty(
                ClassicConstants.CONFIG_FILE_PROPERTY,
                config.resolve("gone.xml").toString());

        assertThat(configured()).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
    }

    @Test
    void logbackFindsIt() {
        LoggerContext used = (LoggerContext) LoggerFactory.getILoggerFactory();

        assertThat(used.getLogger("dev.fhirgateway").getLevel()).isEqualTo(Level.INFO);
    }

    private ExecutionStatus configured() {
        StandardErrorLog log = new StandardErrorLog();
        log.setContext(context);
        return log.configure(context);
    }
}
