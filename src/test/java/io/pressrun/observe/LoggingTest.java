package io.pressrun.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.Status;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class LoggingTest {
    private final PrintStream standardOut = System.out;
    private final PrintStream standardErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        System.setOut(standardOut);
        System.setErr(standardErr);
        Logging.apply(Logging.Format.TEXT, Level.INFO, Logging.Target.STDOUT);
    }

    @Test
    void text_isOneLinePerMessage_withTheJob() {
        Logging.apply(Logging.Format.TEXT, Level.INFO, Logging.Target.STDOUT);
        try (MDC.MDCCloseable _ = MDC.putCloseable("job", "inv-1")) {
            LoggerFactory.getLogger("io.pressrun.press.Press").info("printed\r\nforged line");
        }
        LoggerFactory.getLogger("io.pressrun.press.Press").info("no job");
        LoggerFactory.getLogger("io.pressrun.press.Press").debug("too fine");

        assertThat(text(out).lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\S+ INFO  \\[\\S+] Press "
                                        + "job=inv-1: printed forged line"),
                        line -> assertThat(line).endsWith("] Press: no job"));
        assertThat(text(err)).isEmpty();
    }

    @Test
    void json_isOneObjectPerMessage() {
        Logging.apply(Logging.Format.JSON, Level.WARN, Logging.Target.STDOUT);
        try (MDC.MDCCloseable _ = MDC.putCloseable("job", "inv-\"1\"")) {
            LoggerFactory.getLogger("io.pressrun.press.Press")
                    .error("pages: {}", 3, new IllegalStateException("broken"));
            LoggerFactory.getLogger("io.pressrun.press.Press").info("too fine");
        }

        assertThat(text(out).lines()).hasSize(1);
        JsonNode line = JsonMapper.shared().readTree(text(out));
        assertThat(line.path("level").asString()).isEqualTo("ERROR");
        assertThat(line.path("loggerName").asString()).isEqualTo("io.pressrun.press.Press");
        assertThat(line.path("formattedMessage").asString()).isEqualTo("pages: 3");
        assertThat(line.path("mdc").path("job").asString()).isEqualTo("inv-\"1\"");
        assertThat(line.path("throwable").path("message").asString()).isEqualTo("broken");
        assertThat(line.path("timestamp").asLong()).isPositive();
    }

    @Test
    void commands_logToStandardErrorAlone() {
        Logging.apply(Logging.Format.TEXT, Level.INFO, Logging.Target.STDERR);
        LoggerFactory.getLogger("io.pressrun.cli.Submit").info("sent");

        assertThat(text(err)).contains("sent");
        assertThat(text(out)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void layout_isFreeOfFaults(Logging.Format format) {
        Logging.apply(format, Level.INFO, Logging.Target.STDOUT);

        assertThat(LoggerFactory.getILoggerFactory())
                .isInstanceOfSatisfying(
                        LoggerContext.class,
                        context -> assertThat(context.getStatusManager().getCopyOfStatusList())
                                .allSatisfy(status -> assertThat(status.getEffectiveLevel())
                                        .as(status.toString())
                                        .isLessThan(Status.WARN)));
        assertThat(text(out)).isEmpty();
    }

    @Test
    void libraries_areQuietAndBridged() {
        Logging.apply(Logging.Format.TEXT, Level.DEBUG, Logging.Target.STDOUT);
        LoggerFactory.getLogger("org.apache.kafka.clients.NetworkClient").info("kafka chatter");
        LoggerFactory.getLogger("org.apache.kafka.clients.NetworkClient").warn("kafka warning");
        LoggerFactory.getLogger("org.apache.pdfbox.Loader").error("engine chatter");
        java.util.logging.Logger.getLogger("com.openhtmltopdf.load").severe("engine chatter");
        java.util.logging.Logger.getLogger("some.library").warning("bridged");

        assertThat(text(out)).contains("kafka warning", "bridged").doesNotContain("chatter");
        assertThat(text(err)).isEmpty();
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
