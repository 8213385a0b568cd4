package io.pressrun.settings;

import io.pressrun.observe.Logging;
import io.pressrun.settings.ProcessSettings.Admin;
import io.pressrun.settings.ProcessSettings.Log;
import java.util.List;
import org.slf4j.event.Level;

/** How a process shows itself: the admin server and the log. */
final class ProcessSection {
    private final Group admin = new Group("Admin server");
    private final Setting<Boolean> adminEnabled =
            admin.setting("admin.enabled", "true", Kind.flag(), "Whether health and metrics are served.");
    private final Setting<String> adminHost = admin.setting(
            "admin.host",
            "0.0.0.0",
            Kind.text("[A-Za-z0-9.:-]+", "host name or address"),
            "Address that the admin server listens on.");
    private final Setting<Integer> adminPort = admin.setting(
            "admin.port", "9464", Kind.integer(0, 65_535), "Port of the admin server; 0 means any free one.");

    private final Group logging = new Group("Logging");
    private final Setting<Level> logLevel =
            logging.setting("log.level", "info", Kind.choice(Level.class), "Least severe level that is logged.");
    private final Setting<Logging.Format> logFormat = logging.setting(
            "log.format", "text", Kind.choice(Logging.Format.class), "`text` for people or `json` for log collectors.");

    List<Group> groups() {
        return List.of(admin, logging);
    }

    /** @param createTopics whether missing topics are created at start */
    ProcessSettings read(SettingsReader from, boolean createTopics) {
        return new ProcessSettings(
                createTopics,
                new Admin(from.value(adminEnabled), from.value(adminHost), from.value(adminPort)),
                new Log(from.value(logLevel), from.value(logFormat)));
    }
}
