package io.pressrun.fetch.share;

import io.pressrun.fetch.policy.SettingCheck;

/**
 * How much one job may fetch.
 *
 * @param maxBytes of all its assets together
 * @param maxAssets distinct addresses, neither {@code data:} nor what the job carries counted
 * @param connections requests under way
 */
public record JobLimits(long maxBytes, int maxAssets, int connections) {
    public static final JobLimits DEFAULT = new JobLimits(100 * 1024 * 1024, 500, 64);

    /** @throws IllegalArgumentException naming the value that is not allowed */
    public JobLimits {
        SettingCheck.require(maxBytes > 0, "maxJobBytes", maxBytes, "at least 1 byte");
        SettingCheck.require(maxAssets >= 0, "maxAssets", maxAssets, "0 or more");
        SettingCheck.require(connections > 0, "connectionsPerJob", connections, "at least 1");
    }
}
