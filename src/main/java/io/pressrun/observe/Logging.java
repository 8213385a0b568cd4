package io.pressrun.observe;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.util.Locale;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.slf4j.event.Level;

/** The log of the process, as {@code logback.xml} lays it out. */
public final class Logging {
    public enum Format {
        TEXT,
        JSON
    }

    /** Where lines go: commands whose output is for programs log to {@code STDERR}. */
    public enum Target {
        STDOUT("System.out"),
        STDERR("System.err");

        private final String stream;

        Target(String stream) {
            this.stream = stream;
        }
    }

    private Logging() {}

    /** The log of a worker: on standard output, where container platforms look for it. */
    public static void forWorker(Level level, Format format) {
        apply(format, level, Target.STDOUT);
    }

    /** The log of a command, on standard error: standard output is for what was asked for. */
    public static void forCommand(Level level) {
        apply(Format.TEXT, level, Target.STDERR);
    }

    /** Lays the log out anew, and leads what libraries log through {@code java.util.logging} into it. */
    public static void apply(Format format, Level level, Target target) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            throw new IllegalStateException("The log goes to another library than logback: "
                    + LoggerFactory.getILoggerFactory().getClass().getName());
        }
        URL layout = Logging.class.getResource("/logback.xml");
        if (layout == null) {
            throw new IllegalStateException("logback.xml is missing from the class path");
        }
        context.reset();
        context.putProperty("pressrun.log.format", format.name().toLowerCase(Locale.ROOT));
        context.putProperty("pressrun.log.level", level.name());
        context.putProperty("pressrun.log.libraries", (level == Level.ERROR ? Level.ERROR : Level.WARN).name());
        context.putProperty("pressrun.log.target", target.stream);
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(layout);
        } catch (JoranException e) {
            throw new IllegalStateException("logback.xml cannot be read: " + e.getMessage(), e);
        }
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
