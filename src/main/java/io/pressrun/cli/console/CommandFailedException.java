package io.pressrun.cli.console;

/** The end of a command with a message for the user and an exit status. */
public final class CommandFailedException extends Exception {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    public CommandFailedException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
