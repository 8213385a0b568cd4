package io.pressrun.fetch.exchange;

/** A request that was not sent, because the origin did not answer the last ones. */
public final class OriginDownException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OriginDownException() {
        super("the origin is left alone", null, false, false);
    }
}
