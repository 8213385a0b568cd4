package io.pressrun.fetch.exchange;

import io.pressrun.fetch.policy.SettingCheck;
import java.time.Duration;

/**
 * How long one fetch may take and what it may bring.
 *
 * @param timeout for the fetch with all its redirects, from the moment it may connect
 * @param maxBytes of the body, decoded
 * @param maxRedirects that are followed
 */
public record RequestLimits(Duration timeout, long maxBytes, int maxRedirects) {
    public static final RequestLimits DEFAULT = new RequestLimits(Duration.ofSeconds(15), 20 * 1024 * 1024, 5);

    /** @throws IllegalArgumentException naming the value that is not allowed */
    public RequestLimits {
        SettingCheck.requirePositive("requestTimeout", timeout);
        SettingCheck.require(
                maxBytes > 0 && maxBytes <= Integer.MAX_VALUE - 64, "maxAssetBytes", maxBytes, "1 byte to 2 GiB");
        SettingCheck.requireBetween("maxRedirects", maxRedirects, 0, 20);
    }
}
