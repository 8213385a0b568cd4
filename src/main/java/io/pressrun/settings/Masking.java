package io.pressrun.settings;

import java.util.Locale;
import java.util.regex.Pattern;

/** The masks over what is secret in settings. */
final class Masking {
    static final String MASK = "***";

    private static final Pattern SECRET_NAME =
            Pattern.compile("password|secret|token|credential|sasl\\.jaas\\.config|keystore\\.key");
    private static final Pattern USER_INFO = Pattern.compile("://[^/\\s,?#]*@");

    private Masking() {}

    static boolean secret(String key) {
        String name = key.toLowerCase(Locale.ROOT).replace('_', '.');
        return SECRET_NAME.matcher(name).find();
    }

    /** The value with what is secret about it replaced by {@code ***}. */
    static String show(String key, String value) {
        if (value.isEmpty()) {
            return value;
        }
        return secret(key) ? MASK : USER_INFO.matcher(value).replaceAll("://" + MASK + "@");
    }
}
