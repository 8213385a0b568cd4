package io.pressrun.render;

/** Leaves the engine from within a hook. An {@link Error}, because the engine catches every {@link Exception}. */
final class RenderAborted extends Error {
    private static final long serialVersionUID = 1;

    enum Cause {
        TIMEOUT,
        CANCELLED
    }

    private final Cause reason;

    RenderAborted(Cause reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    Cause reason() {
        return reason;
    }
}
