package io.pressrun.url;

import io.pressrun.url.PercentEncoding.Part;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A hierarchical URL as browsers read it (WHATWG URL, 4.4): {@code http}, {@code https} or {@code job}. All parts are
 * encoded; the path starts with {@code /} and has no dot segments.
 *
 * @param authority empty for {@code job}, which has none
 */
public record WebUrl(
        String scheme,
        String authority,
        String path,
        @Nullable String query,
        @Nullable String fragment) {
    /** Longer ones lead nowhere: what refers to them relatively would be multiplied. Jobs may name no longer ones either. */
    private static final int MAX_LENGTH = 8_192;

    private static final Pattern AUTHORITY = Pattern.compile("(?:(.*)@)?(\\[[^\\[\\]@]*]|[^:\\[\\]@]*)(?::([0-9]*))?");
    private static final String FORBIDDEN_IN_HOST = " #/:<>?@[\\]^|\"`{}";

    /** The scheme in lower case; empty when the text starts with none. */
    public static Optional<String> schemeOf(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (c == ':' && i > 0) {
                return Optional.of(text.substring(0, i).toLowerCase(Locale.ROOT));
            }
            if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    static boolean hasSupportedScheme(String scheme) {
        return scheme.equals("http") || scheme.equals("https") || scheme.equals("job");
    }

    /** @param rest what follows {@code scheme:} */
    static Optional<WebUrl> absolute(String scheme, String rest) {
        String text = forwardSlashes(rest);
        int start = 0;
        while (start < text.length() && text.charAt(start) == '/') {
            start++;
        }
        if (scheme.equals("job")) {
            return Optional.of(new WebUrl(scheme, "", "/", null, null).relative("/" + text.substring(start)));
        }
        int end = start;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String remainder = text.substring(end);
        return normalAuthority(scheme, text.substring(start, end))
                .map(authority -> new WebUrl(scheme, authority, "/", null, null)
                        .relative(remainder.startsWith("/") ? remainder : "/" + remainder));
    }

    /** A reference without a scheme: {@code //host/path}, {@code /path}, {@code path}, {@code ?query}, {@code #fragment}. */
    Optional<WebUrl> resolve(String reference) {
        String text = forwardSlashes(reference);
        if (text.startsWith("//")) {
            return absolute(scheme.equals("job") ? "https" : scheme, text);
        }
        return Optional.of(relative(text));
    }

    private WebUrl relative(String text) {
        int hash = text.indexOf('#');
        String beforeHash = hash < 0 ? text : text.substring(0, hash);
        int mark = beforeHash.indexOf('?');
        String newPath = mark < 0 ? beforeHash : beforeHash.substring(0, mark);
        String newFragment = hash < 0 ? null : PercentEncoding.encode(text.substring(hash + 1), Part.FRAGMENT);
        String newQuery = mark < 0 ? null : PercentEncoding.encode(beforeHash.substring(mark + 1), Part.QUERY);
        if (newPath.isEmpty()) {
            return new WebUrl(scheme, authority, path, mark < 0 ? query : newQuery, newFragment);
        }
        String joined = newPath.startsWith("/") ? newPath : folder() + newPath;
        String normal = withoutDots(PercentEncoding.encode(joined, Part.PATH));
        String rooted = scheme.equals("job") ? normal.replaceFirst("^/+", "/") : normal;
        return new WebUrl(scheme, authority, rooted, newQuery, newFragment);
    }

    /** The path up to and with its last slash. */
    String folder() {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    boolean sameOrigin(WebUrl other) {
        return scheme.equals(other.scheme) && authority.equals(other.authority);
    }

    WebUrl withoutFragment() {
        return new WebUrl(scheme, authority, path, query, null);
    }

    /** Empty when it is too long or nothing that {@link URI} takes. */
    Optional<URI> toUri() {
        int length = scheme.length() + authority.length() + path.length() + lengthOf(query) + lengthOf(fragment);
        if (length > MAX_LENGTH) {
            return Optional.empty();
        }
        String text = scheme + "://" + authority + path + (query == null ? "" : "?" + query)
                + (fragment == null ? "" : "#" + fragment);
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static int lengthOf(@Nullable String part) {
        return part == null ? 0 : part.length();
    }

    private static String forwardSlashes(String text) {
        int end = text.length();
        for (char stop : new char[] {'?', '#'}) {
            int at = text.indexOf(stop);
            end = at >= 0 && at < end ? at : end;
        }
        int back = text.indexOf('\\');
        return back < 0 || back >= end ? text : text.substring(0, end).replace('\\', '/') + text.substring(end);
    }

    /** Resolves {@code .} and {@code ..}, also written {@code %2e}, never above the root. */
    static String withoutDots(String path) {
        if (!path.contains("/.") && !path.contains("/%2")) {
            return path;
        }
        List<String> kept = new ArrayList<>();
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            String dots = segments[i].length() > 6 ? segments[i] : segments[i].replaceAll("%2[eE]", ".");
            boolean last = i == segments.length - 1;
            if (dots.equals("..") && !kept.isEmpty()) {
                kept.removeLast();
            }
            if (!dots.equals(".") && !dots.equals("..")) {
                kept.add(segments[i]);
            } else if (last) {
                kept.add("");
            }
        }
        return "/" + String.join("/", kept);
    }

    private static Optional<String> normalAuthority(String scheme, String text) {
        Matcher matcher = AUTHORITY.matcher(text);
        if (text.length() > 2_048 || !matcher.matches()) {
            return Optional.empty();
        }
        String user = matcher.group(1) == null ? "" : PercentEncoding.encode(matcher.group(1), Part.FRAGMENT) + "@";
        String port = matcher.group(3) == null ? "" : matcher.group(3).replaceFirst("^0+(?=.)", "");
        if (port.length() > 5 || (!port.isEmpty() && Integer.parseInt(port) > 65_535)) {
            return Optional.empty();
        }
        boolean defaultPort = port.isEmpty() || port.equals(scheme.equals("https") ? "443" : "80");
        return asciiHost(matcher.group(2)).map(host -> user + host + (defaultPort ? "" : ":" + port));
    }

    private static Optional<String> asciiHost(String host) {
        if (host.startsWith("[")) {
            return Optional.of(host.toLowerCase(Locale.ROOT));
        }
        return HostNames.toAscii(host)
                .filter(ascii -> !ascii.isEmpty()
                        && ascii.chars().allMatch(c -> c > 32 && c < 127 && FORBIDDEN_IN_HOST.indexOf(c) < 0));
    }
}
