package io.pressrun.cli;

/** What a command's exit status means; the same for all of them. After a signal the JVM adds 128 to its number. */
final class ExitCode {
    static final int OK = 0;
    /** At least one job failed, or a worker stopped on a failure. */
    static final int FAILED = 1;
    /** The command line is wrong (picocli's own code). */
    static final int USAGE = 2;
    /** A setting is unknown or has a value that is not allowed. */
    static final int SETTINGS = 3;
    /** Kafka does not answer, a topic is missing, or no result came in time. */
    static final int KAFKA = 4;

    private ExitCode() {}
}
