package io.pressrun.cli;

import io.pressrun.cli.console.CommandFailedException;
import io.pressrun.cli.console.ExitCode;
import io.pressrun.dev.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Map;

/** The embedded broker, if its jars are there: they lie apart from the others and are not in the image. */
final class DevBroker {
    private DevBroker() {}

    static EmbeddedBroker start(int port, Path directory) throws CommandFailedException {
        try {
            return EmbeddedBroker.start(port, directory, Map.of());
        } catch (NoClassDefFoundError e) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "The embedded broker is not part of this installation: the image leaves it out."
                            + " Run `pressrun dev` from the distribution that `./mvnw package` makes, or start a broker"
                            + " and `pressrun worker`.");
        }
    }
}
