package io.pressrun.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of a command within this process. */
public record Run(int exitCode, String out, String err) {
    public static Run of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }
}
