package io.pressrun.settings;

import io.pressrun.observe.Logging;
import org.slf4j.event.Level;

/**
 * How a worker starts and shows itself.
 *
 * @param createTopics whether missing topics are created at start
 */
public record ProcessSettings(boolean createTopics, Admin admin, Log log) {
    /**
     * The admin server.
     *
     * @param host address that it listens on
     * @param port 0 for any free one
     */
    public record Admin(boolean enabled, String host, int port) {}

    /** @param level the least severe one that is logged */
    public record Log(Level level, Logging.Format format) {}
}
