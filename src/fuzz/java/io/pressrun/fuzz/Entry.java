package io.pressrun.fuzz;

import io.pressrun.observe.Logging;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** What Jazzer calls, in the process that it runs in. */
public final class Entry {
    private static @Nullable FuzzTarget target;

    private Entry() {}

    /** @param args the target's name */
    public static void fuzzerInitialize(String[] args) {
        Logging.forCommand(Level.ERROR);
        target = Targets.named(args[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        Objects.requireNonNull(target).run(input);
    }
}
