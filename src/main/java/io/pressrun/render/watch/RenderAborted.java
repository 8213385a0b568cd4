package io.pressrun.render.watch;

/** Leaves the engine from within a hook. An {@link Error}, because the engine catches every {@link Exception}. */
public final class RenderAborted extends Error {
    private static final long serialVersionUID = 1;

    public enum Cause {
        TIMEOUT,
        CANCELLED
    }

    private final Cause reason;

    public RenderAborted(Cause reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public Cause reason() {
        return reason;
    }
}
