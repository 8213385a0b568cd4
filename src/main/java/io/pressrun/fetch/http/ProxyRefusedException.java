package io.pressrun.fetch.http;

import java.io.IOException;

/** The proxy answered in place of the server. */
public final class ProxyRefusedException extends IOException {
    private final int status;

    ProxyRefusedException(int status) {
        super("the proxy answered " + status);
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** Whether the same request may pass later: by itself, or once the operator gave the right credentials. */
    public boolean passing() {
        return status >= 500 || status == 407 || status == 429;
    }
}
