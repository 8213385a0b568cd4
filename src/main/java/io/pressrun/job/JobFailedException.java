package io.pressrun.job;

/**
 * The expected end of a job that cannot be printed. Stages throw it; the press turns it into an {@link Outcome} in one
 * place. The message goes to the job's author: what failed, why and how to mend it, and nothing about the network.
 */
public final class JobFailedException extends Exception {
    private static final long serialVersionUID = 1;

    private final FailureCode code;

    public JobFailedException(FailureCode code, String message) {
        super(message);
        this.code = code;
    }

    public JobFailedException(FailureCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public FailureCode code() {
        return code;
    }
}
