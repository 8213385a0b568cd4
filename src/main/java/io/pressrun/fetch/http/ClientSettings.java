package io.pressrun.fetch.http;

import io.pressrun.fetch.policy.SettingCheck;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of the worker and its connections.
 *
 * @param connectTimeout for one attempt to connect
 * @param connectionsPerOrigin requests under way to one scheme, host and port, of all jobs together
 * @param http2 where a server offers it and there is no proxy
 * @param userAgent printable ASCII
 * @param proxy {@code null} for none
 */
public record ClientSettings(
        Duration connectTimeout,
        int connectionsPerOrigin,
        boolean http2,
        String userAgent,
        @Nullable ProxySettings proxy) {
    public static final ClientSettings DEFAULT = new ClientSettings(Duration.ofSeconds(5), 16, true, "Pressrun", null);

    /** @throws IllegalArgumentException naming the value that is not allowed */
    public ClientSettings {
        SettingCheck.requirePositive("connectTimeout", connectTimeout);
        SettingCheck.require(connectionsPerOrigin > 0, "connectionsPerOrigin", connectionsPerOrigin, "at least 1");
        SettingCheck.require(
                !userAgent.isBlank() && userAgent.chars().allMatch(c -> c >= ' ' && c < 0x7f),
                "userAgent",
                userAgent,
                "printable ASCII");
    }

    /** Whether HTTP/2 is offered to servers. */
    boolean offersHttp2() {
        return http2 && proxy == null;
    }
}
