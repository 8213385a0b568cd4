package io.pressrun.settings;

import java.util.List;

/** The settings are wrong. The message names every problem, where it stands and what is allowed instead. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    public SettingsException(List<String> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence for each problem, secrets masked. */
    public List<String> problems() {
        return problems;
    }

    private static String message(List<String> problems) {
        String heading = problems.size() == 1 ? "A setting is wrong:" : problems.size() + " settings are wrong:";
        return heading + "\n  " + String.join("\n  ", problems);
    }
}
