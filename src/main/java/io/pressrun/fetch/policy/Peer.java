package io.pressrun.fetch.policy;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The machine that a request's connection leads to: the target itself, or the operator's proxy, whose address no job
 * chooses and which alone learns the addresses of the target.
 *
 * @param proxy {@code null} for none
 */
public record Peer(HttpTarget target, @Nullable HttpTarget proxy, AddressPolicy policy) {
    /** What is looked up and dialled. */
    public HttpTarget dialled() {
        return proxy == null ? target : proxy;
    }

    public boolean proxied() {
        return proxy != null;
    }

    /** @throws RefusedException when one of the addresses must not be dialled */
    public void check(List<InetAddress> addresses) {
        if (proxy == null) {
            policy.check(target, addresses);
        }
    }
}
