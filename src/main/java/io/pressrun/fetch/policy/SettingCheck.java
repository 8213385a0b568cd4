package io.pressrun.fetch.policy;

import java.time.Duration;

/** Checks of settings, which name the value that is not allowed and what is. */
public final class SettingCheck {
    private SettingCheck() {}

    /** @throws IllegalArgumentException when the value is not allowed */
    public static void require(boolean holds, String name, Object value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": '" + value + "' is not allowed. It must be " + allowed + ".");
        }
    }

    /** @throws IllegalArgumentException when the time is zero or less */
    public static void requirePositive(String name, Duration time) {
        require(time.isPositive(), name, time, "longer than zero");
    }

    /** @throws IllegalArgumentException when the number is out of bounds */
    public static void requireBetween(String name, int number, int least, int most) {
        require(number >= least && number <= most, name, number, "a number from " + least + " to " + most);
    }

    /**
     * The host and port in canonical form.
     *
     * @throws IllegalArgumentException when the entry is none
     */
    public static HttpTarget requireHostAndPort(String name, String entry) {
        try {
            HttpTarget target = HttpTarget.parse("http", entry, "/");
            require(entry.endsWith(":" + target.port()), name, entry, "host:port with the port spelled out");
            return target;
        } catch (RefusedException e) {
            throw new IllegalArgumentException(
                    name + ": '" + entry + "' is no host:port: " + e.getMessage() + ". Write it as cdn.internal:8080.",
                    e);
        }
    }
}
