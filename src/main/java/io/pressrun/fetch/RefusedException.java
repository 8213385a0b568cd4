package io.pressrun.fetch;

/** A refusal by the fetch policy on its way through the client. Its message is for the log only. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedException(String reason) {
        super(reason, null, false, false);
    }
}
