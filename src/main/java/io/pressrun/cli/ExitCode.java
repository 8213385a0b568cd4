package io.pressrun.cli;

/** What a command's exit status means; the same for all of them. */
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

    static final String[] HELP = {
        " 0:all is well",
        " 1:a job failed, or the worker stopped on a failure",
        " 2:the command line is wrong",
        " 3:a setting is unknown or its value is not allowed",
        " 4:Kafka does not answer, a topic is missing, or no result came in time",
    };

    private ExitCode() {}
}
