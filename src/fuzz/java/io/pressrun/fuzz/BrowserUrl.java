package io.pressrun.fuzz;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser would connect to: the URL parser of the WHATWG URL Standard (4.4), of {@code http} and {@code https}
 * alone and without the path. Written after the standard, and of nothing that the worker is made of.
 */
public record BrowserUrl(String scheme, BrowserHost host, int port) {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)", Pattern.DOTALL);

    /** @param base {@code null} when there is none */
    public static Optional<BrowserUrl> read(String reference, @Nullable BrowserUrl base) {
        String text =
                reference.replaceAll("\\A[\\x00-\\x20]+|[\\x00-\\x20]+\\z", "").replaceAll("[\\t\\n\\r]", "");
        var matcher = SCHEME.matcher(text);
        if (!matcher.matches()) {
            return base == null ? Optional.empty() : relative(text, base);
        }
        String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
        String rest = matcher.group(2);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.empty();
        }
        if (base != null && base.scheme.equals(scheme) && !rest.startsWith("//")) {
            return relative(rest, base);
        }
        return authority(scheme, rest);
    }

    private static Optional<BrowserUrl> relative(String text, BrowserUrl base) {
        boolean otherHost = text.length() > 1 && isSlash(text.charAt(0)) && isSlash(text.charAt(1));
        return otherHost ? authority(base.scheme, text) : Optional.of(base);
    }

    private static Optional<BrowserUrl> authority(String scheme, String text) {
        int start = 0;
        while (start < text.length() && isSlash(text.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < text.length() && !isSlash(text.charAt(end)) && "?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String authority = text.substring(start, end);
        String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = colonAfterHost(hostAndPort);
        String digits = hostAndPort.substring(Math.min(hostAndPort.length(), colon + 1));
        return BrowserHost.read(hostAndPort.substring(0, colon))
                .flatMap(host -> port(scheme, digits).map(port -> new BrowserUrl(scheme, host, port)));
    }

    private static int colonAfterHost(String text) {
        boolean inBrackets = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':' && !inBrackets) {
                return i;
            }
            inBrackets = c == '[' || (inBrackets && c != ']');
        }
        return text.length();
    }

    private static Optional<Integer> port(String scheme, String digits) {
        if (digits.isEmpty()) {
            return Optional.of(scheme.equals("https") ? 443 : 80);
        }
        String significant = digits.replaceFirst("^0+(?=.)", "");
        boolean number = significant.length() <= 5 && significant.chars().allMatch(c -> c >= '0' && c <= '9');
        return number && Integer.parseInt(significant) <= 65_535
                ? Optional.of(Integer.parseInt(significant))
                : Optional.empty();
    }

    private static boolean isSlash(char c) {
        return c == '/' || c == '\\';
    }
}
