package io.pressrun.fetch.policy;

/** A refusal by the fetch policy on its way through the client. Its message is for the log only. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RefusedException(String reason) {
        super(reason, null, false, false);
    }
}
