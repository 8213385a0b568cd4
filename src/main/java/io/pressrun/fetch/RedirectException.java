package io.pressrun.fetch;

import java.util.Objects;

/** A redirect that is not followed. */
final class RedirectException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    /** @param explanation for the job's author */
    RedirectException(int status, String explanation) {
        super(explanation, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    String explanation() {
        return Objects.requireNonNull(getMessage());
    }
}
