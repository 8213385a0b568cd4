package io.pressrun.fetch.http;

import java.util.Objects;

/** A body over a limit. Thrown through the client so that it gives up the connection. */
public final class OversizeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message for the job's author */
    OversizeException(String message) {
        super(message, null, false, false);
    }

    /** For the job's author. */
    public String explanation() {
        return Objects.requireNonNull(getMessage());
    }

    public static OversizeException ofAsset(long limit) {
        return new OversizeException("The asset is larger than the limit of " + limit + " bytes.");
    }

    public static OversizeException ofJob(long limit) {
        return new OversizeException(
                "The assets of the job are together larger than the limit of " + limit + " bytes.");
    }
}
