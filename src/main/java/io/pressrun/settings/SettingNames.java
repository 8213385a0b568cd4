package io.pressrun.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;

/** The names of settings: as keys, as environment variables, and nearly so. */
final class SettingNames {
    static final String PREFIX = Setting.PREFIX;
    static final String VARIABLE_PREFIX = "PRESSRUN_";
    static final String CONFIG_VARIABLE = "PRESSRUN_CONFIG";

    /** Variables that Kubernetes sets for a service ({@code enableServiceLinks}), the part behind its name. */
    private static final Pattern SERVICE_LINK = Pattern.compile(
            "(.+_)?(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp|sctp)://[^\\s/]+:\\d+");

    private SettingNames() {}

    /** {@code pressrun.fetch.max-asset-size} as {@code PRESSRUN_FETCH_MAX_ASSET_SIZE}. */
    static String variable(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Whether the variable is one that Kubernetes sets for a service whose name begins with the prefix. */
    static boolean serviceLink(String prefix, String variable, String value) {
        String rest = variable.substring(prefix.length());
        return SERVICE_LINK.matcher(rest).matches()
                || ((rest.equals("PORT") || rest.endsWith("_PORT"))
                        && SERVICE_ADDRESS.matcher(value).matches());
    }

    /** The name with the smallest edit distance; a key written without its prefix is as near as with it. */
    static String nearest(String name, Collection<String> names) {
        return names.stream()
                .min(Comparator.<String>comparingInt(
                                known -> Math.min(distance(name, known), distance(PREFIX + name, known)))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** Levenshtein's distance. */
    static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int substitution = previous[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(substitution, Math.min(previous[column], current[column - 1]) + 1);
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
