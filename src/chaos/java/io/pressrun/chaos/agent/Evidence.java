package io.pressrun.chaos.agent;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What a worker does, as lines on standard error: {@code @chaos MILLIS WHAT SUBJECT}. One write of less than a pipe's
 * buffer per line, so that a line is in the pipe, whole, once the call returns, whatever becomes of the process then.
 */
public final class Evidence {
    public static final String MARK = "@chaos ";
    private static final int MAX_LINE = 4000;
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.err);

    private Evidence() {}

    public static void tell(String what, String subject) {
        String line = MARK + System.currentTimeMillis() + " " + what + " " + subject.replace('\n', ' ');
        String bounded = line.length() > MAX_LINE ? line.substring(0, MAX_LINE) : line;
        try {
            OUT.write((bounded + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
