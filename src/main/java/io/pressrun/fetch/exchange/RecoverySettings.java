package io.pressrun.fetch.exchange;

import io.pressrun.fetch.policy.SettingCheck;
import java.time.Duration;

/**
 * What is done about servers that do not answer.
 *
 * @param maxRetries of one request
 * @param breakerFailures requests in a row without a response that make an origin be left alone; 0 for never
 * @param breakerPause for which it is left alone
 */
public record RecoverySettings(int maxRetries, int breakerFailures, Duration breakerPause) {
    public static final RecoverySettings DEFAULT = new RecoverySettings(2, 5, Duration.ofSeconds(10));

    /** @throws IllegalArgumentException naming the value that is not allowed */
    public RecoverySettings {
        SettingCheck.requireBetween("maxRetries", maxRetries, 0, 10);
        SettingCheck.require(breakerFailures >= 0, "breakerFailures", breakerFailures, "0 or more");
        SettingCheck.requirePositive("breakerPause", breakerPause);
    }
}
