package io.pressrun.render.watch;

import java.util.Collections;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A defect of Pressrun's own, leaving the engine from within a hook. An {@link Error}, because the engine catches every
 * {@link Exception}.
 *
 * <p>An exception is the document's fault when a library threw it: the engine and what it uses were called with the
 * document and nothing else. It is a defect when code of Pressrun threw it, or threw one of its causes, and when nobody
 * is known to have thrown it. Frames of the JDK say nothing: it throws at whoever calls it. The launcher sees to it that
 * the compiler leaves no stack trace out ({@code -XX:-OmitStackTraceInFastThrow}).
 */
public final class RenderDefect extends Error {
    private static final long serialVersionUID = 1;

    private static final String OURS = "io.pressrun.";

    private RenderDefect(Throwable defect) {
        super(defect);
    }

    /** Goes on for a fault of the document, and leaves the engine for a defect. */
    public static void leaveFor(Throwable thrown) {
        if (isOne(thrown)) {
            throw new RenderDefect(thrown);
        }
    }

    public static boolean isOne(Throwable thrown) {
        boolean byLibrary = false;
        var seen = Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());
        for (Throwable cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
            var thrower = thrower(cause);
            if (thrower != null && thrower.getClassName().startsWith(OURS)) {
                return true;
            }
            byLibrary |= thrower != null;
        }
        return !byLibrary;
    }

    /** The first frame that is none of the JDK's. */
    private static @Nullable StackTraceElement thrower(Throwable thrown) {
        for (var frame : thrown.getStackTrace()) {
            String module = frame.getModuleName();
            if (module == null || !module.startsWith("java.") && !module.startsWith("jdk.")) {
                return frame;
            }
        }
        return null;
    }
}
