package io.pressrun.cli.console;

/** What a command's exit status means; the same for all of them. After a signal the JVM adds 128 to its number, and out of memory it ends with 3. */
public final class ExitCode {
    public static final int OK = 0;
    /** At least one job failed, or a worker stopped on a failure. */
    public static final int FAILED = 1;
    /** The command line is wrong (picocli's own code). */
    public static final int USAGE = 2;
    /** A setting is unknown or has a value that is not allowed ({@code EX_CONFIG} of sysexits.h). */
    public static final int SETTINGS = 78;
    /** Kafka does not answer, a topic is missing, or no result came in time. */
    public static final int KAFKA = 4;

    private ExitCode() {}
}
