package io.pressrun.fetch.exchange;

import java.util.Objects;

/** A redirect that is not followed. */
public final class RedirectException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    /** @param explanation for the job's author */
    RedirectException(int status, String explanation) {
        super(explanation, null, false, false);
        this.status = status;
    }

    public int status() {
        return status;
    }

    public String explanation() {
        return Objects.requireNonNull(getMessage());
    }
}
