package io.pressrun.fetch.http;

import io.pressrun.fetch.policy.HttpTarget;
import io.pressrun.fetch.policy.SettingCheck;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy (RFC 9110, 3.7) through which all but the allowed private hosts are reached.
 *
 * @param hostAndPort of the proxy; it may be private
 * @param user {@code null}, as the password, when the proxy asks for none
 */
public record ProxySettings(
        String hostAndPort, @Nullable String user, @Nullable String password) {
    /** @throws IllegalArgumentException when it is no {@code host:port} */
    public ProxySettings {
        hostAndPort = target(hostAndPort).hostAndPort();
    }

    /** What is dialled in place of the targets. */
    HttpTarget target() {
        return target(hostAndPort);
    }

    private static HttpTarget target(String hostAndPort) {
        return SettingCheck.requireHostAndPort("proxy", hostAndPort);
    }

    @Override
    public String toString() {
        return hostAndPort;
    }
}
