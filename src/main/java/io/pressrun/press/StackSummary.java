package io.pressrun.press;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** The gist of a stack trace: of each cause its class, its message and the first frames. */
public final class StackSummary {
    private static final int FRAMES = 5;
    private static final int MAX_CHARS = 2000;
    private static final int MAX_MESSAGE = 300;

    private StackSummary() {}

    /** At most 2000 characters, one line for each cause and frame. */
    public static String of(Throwable thrown) {
        List<String> lines = new ArrayList<>();
        var seen = Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());
        for (Throwable cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
            lines.add((lines.isEmpty() ? "" : "Caused by: ") + head(cause));
            lines.addAll(Arrays.stream(cause.getStackTrace())
                    .limit(FRAMES)
                    .map(frame -> "  at " + frame)
                    .toList());
        }
        var text = lines.stream().collect(Collectors.joining("\n"));
        return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS - 1) + "…";
    }

    private static String head(Throwable thrown) {
        var text = thrown.toString();
        return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE - 1) + "…";
    }
}
