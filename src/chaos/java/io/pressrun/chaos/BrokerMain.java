package io.pressrun.chaos;

import io.pressrun.dev.EmbeddedBroker;
import io.pressrun.observe.Logging;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.slf4j.event.Level;

/** A broker in a process of its own. It ends, cleanly, on SIGTERM or when its standard input is closed. */
final class BrokerMain {
    private BrokerMain() {}

    /** @param args port, directory, properties file with the broker's settings */
    public static void main(String[] args) throws IOException {
        Logging.forCommand(Level.WARN);
        var broker = EmbeddedBroker.start(Integer.parseInt(args[0]), Path.of(args[1]), settings(Path.of(args[2])));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-broker"));
        System.out.println("ready");
        InputStream in = System.in;
        while (in.read() >= 0) {
            // Nothing is said to it.
        }
        System.exit(0);
    }

    private static Map<String, String> settings(Path file) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }
}
