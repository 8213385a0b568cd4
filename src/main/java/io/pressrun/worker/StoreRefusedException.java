package io.pressrun.worker;

/** The store refuses the worker, which is not started for that: it would make dead letters of its jobs. */
public final class StoreRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    StoreRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
